import type { pictureTexts as english } from '../en/picture-texts.ts'

/** Pictures of goods, in Chinese. */
export const pictureTexts: typeof english = {
  goodsPicture: {
    of: '{{name}} 的图片',
    enlarge: '放大图片',
    missing: '{{name}}：本工位没有这张图片，连上中心后会自动下载。请按名称和编码核对。',
  },
}
