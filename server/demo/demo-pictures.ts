import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Product } from '../../shared/domain/product.ts'
import { readPicture, type Picture } from '../products/pictures.ts'

/** What a picture of the demo shop shows, the file's name without `.png`, and words that goods of that look have in their names. */
const looks: readonly (readonly [file: string, words: RegExp])[] = [
  // The first that fits: a bag for notebooks is a bag, and a case for earphones belongs to them.
  ['earphones', /耳机/],
  ['phone', /手机|钢化膜|平板|指环扣/],
  [
    'pouch',
    /袋|内胆包|坚果|果 |葡萄干|芒果干|草莓干|榴莲|红枣|海苔|薯片|虾条|锅巴|麻花|沙琪玛|鱿鱼|烤鱼|瓜子|海带|小鱼/,
  ],
  ['cable', /数据线|插线板/],
  ['plug', /充电|移动电源|读卡器/],
  ['bottle', /油壶|墨水|香薰 |咖啡液/],
  ['jar', /罐|蜡烛/],
  ['box', /号箱|收纳盒|饼干/],
  ['cup', /杯|茶|乌龙/],
  ['notebook', /本|便利贴|活页|文件夹|明信片|贴纸/],
  ['pen', /笔(?!器)/],
  ['cloth', /布|巾|毯|坐垫|眼罩|拖鞋/],
]

/** Which picture shows goods of this name; null = none does. */
export function demoLook({ name }: Pick<Product, 'name'>): string | null {
  return looks.find(([, words]) => words.test(name))?.[0] ?? null
}

/** Reads the pictures of the demo shop, by look. One that is not there is missing in the shop too. */
export async function readDemoPictures(folder: string): Promise<ReadonlyMap<string, Picture>> {
  const read = looks.map(async ([file]) => {
    const bytes = await readFile(join(folder, `${file}.png`)).catch(() => null)
    const picture = readPicture(bytes)
    return picture.ok ? [[file, picture.value] as const] : []
  })
  return new Map((await Promise.all(read)).flat())
}
