import type { SizeMm } from '../../shared/domain/carton.ts'
import { canonicalCode, gtinCheckDigit, type Product } from '../../shared/domain/product.ts'

// Invented brands only.
const goodsByAisle: Readonly<Record<string, readonly (readonly [name: string, grams: number])[]>> =
  {
    A: [
      ['木禾家 竹纤维洗碗布 5片装', 120],
      ['木禾家 硅藻土吸水杯垫 4只', 260],
      ['木禾家 桌面收纳盒 大号', 480],
      ['木禾家 桌面收纳盒 小号', 290],
      ['木禾家 加厚垃圾袋 100只', 650],
      ['木禾家 不锈钢漏勺', 150],
      ['木禾家 硅胶锅铲', 170],
      ['木禾家 玻璃油壶 500ml', 420],
      ['木禾家 密封罐 1L', 510],
      ['木禾家 密封罐 2L', 780],
      ['暖屿 法兰绒毛毯 150×200', 1200],
      ['暖屿 纯棉毛巾 2条装', 240],
      ['暖屿 纯棉浴巾', 420],
      ['暖屿 记忆棉坐垫', 560],
      ['暖屿 珊瑚绒拖鞋 38-39', 310],
      ['暖屿 珊瑚绒拖鞋 42-43', 340],
      ['暖屿 遮光眼罩', 60],
      ['暖屿 香薰蜡烛 白茶', 330],
      ['暖屿 香薰蜡烛 雪松', 330],
      ['暖屿 无火香薰 栀子', 280],
      ['洁小方 浴室置物架', 860],
      ['洁小方 免打孔挂钩 10只', 90],
      ['洁小方 马桶刷套装', 450],
      ['洁小方 除湿袋 6包', 720],
      ['洁小方 洗衣凝珠 30颗', 600],
      ['洁小方 洗衣袋 3件套', 180],
      ['洁小方 粘毛滚筒 替换3卷', 260],
      ['洁小方 地漏防臭芯 2只', 70],
      ['洁小方 衣物收纳袋 中号', 380],
      ['洁小方 衣架 防滑10只', 500],
    ],
    B: [
      ['山野小栈 每日坚果 750g', 820],
      ['山野小栈 夏威夷果 奶油味 250g', 280],
      ['山野小栈 碧根果 250g', 275],
      ['山野小栈 开心果 200g', 225],
      ['山野小栈 葡萄干 500g', 530],
      ['山野小栈 芒果干 120g', 140],
      ['山野小栈 草莓干 100g', 120],
      ['山野小栈 冻干榴莲 60g', 90],
      ['山野小栈 红枣夹核桃 300g', 330],
      ['山野小栈 黑芝麻丸 30颗', 300],
      ['脆脆岛 海苔脆 原味', 80],
      ['脆脆岛 海苔脆 辣味', 80],
      ['脆脆岛 薯片 番茄味', 120],
      ['脆脆岛 薯片 黄瓜味', 120],
      ['脆脆岛 虾条 大礼包', 420],
      ['脆脆岛 锅巴 麻辣味 300g', 320],
      ['脆脆岛 小麻花 红糖味', 260],
      ['脆脆岛 手工蛋卷 罐装', 540],
      ['脆脆岛 曲奇饼干 黄油味', 380],
      ['脆脆岛 沙琪玛 500g', 520],
      ['阿渔家 鱿鱼丝 100g', 115],
      ['阿渔家 烤鱼片 120g', 135],
      ['阿渔家 蟹黄味瓜子 250g', 265],
      ['阿渔家 即食海带 20包', 460],
      ['阿渔家 香辣小鱼 15包', 330],
      ['茶小满 茉莉花茶 100g', 160],
      ['茶小满 桂花乌龙 12包', 70],
      ['茶小满 蜜桃白茶 12包', 70],
      ['茶小满 陈皮普洱 小罐', 210],
      ['茶小满 冷萃咖啡液 7颗', 190],
    ],
    C: [
      ['墨痕 中性笔 0.5黑 12支', 130],
      ['墨痕 中性笔 0.5蓝 12支', 130],
      ['墨痕 中性笔 0.5红 12支', 130],
      ['墨痕 按动笔芯 20支', 60],
      ['墨痕 钢笔 F尖 雾蓝', 90],
      ['墨痕 非碳素墨水 50ml', 160],
      ['墨痕 荧光笔 6色', 95],
      ['墨痕 马克笔 24色', 480],
      ['墨痕 白板笔 黑 10支', 210],
      ['墨痕 铅笔 2B 12支', 85],
      ['格物纸品 A5横线本 5本', 600],
      ['格物纸品 A5方格本 5本', 600],
      ['格物纸品 B5活页本', 350],
      ['格物纸品 B5活页芯 100张', 320],
      ['格物纸品 便利贴 4色', 140],
      ['格物纸品 手账本 纸雕', 410],
      ['格物纸品 周计划本', 230],
      ['格物纸品 A4文件夹 10只', 700],
      ['格物纸品 牛皮纸袋 20只', 360],
      ['格物纸品 明信片 30张', 190],
      ['课间操 橡皮 4块', 50],
      ['课间操 削笔器 手摇', 420],
      ['课间操 直尺套装', 75],
      ['课间操 圆规', 110],
      ['课间操 剪刀 儿童', 65],
      ['课间操 固体胶 5支', 150],
      ['课间操 修正带 6只', 120],
      ['课间操 笔袋 大容量', 160],
      ['课间操 彩泥 24色', 540],
      ['课间操 贴纸 100张', 80],
    ],
    D: [
      ['电小鹿 数据线 C口 1m', 45],
      ['电小鹿 数据线 C口 2m', 70],
      ['电小鹿 数据线 三合一', 65],
      ['电小鹿 充电头 20W', 60],
      ['电小鹿 充电头 65W', 130],
      ['电小鹿 移动电源 10000', 220],
      ['电小鹿 移动电源 20000', 410],
      ['电小鹿 无线充电座', 150],
      ['电小鹿 车载充电器', 55],
      ['电小鹿 插线板 4位', 520],
      ['贝壳壳 手机壳 透明 大屏', 40],
      ['贝壳壳 手机壳 磨砂 黑', 42],
      ['贝壳壳 钢化膜 2片', 50],
      ['贝壳壳 平板保护套', 280],
      ['贝壳壳 耳机保护套', 30],
      ['贝壳壳 手机支架 折叠', 180],
      ['贝壳壳 指环扣', 20],
      ['贝壳壳 笔记本内胆包 14寸', 290],
      ['贝壳壳 电脑支架 铝', 870],
      ['贝壳壳 鼠标垫 大号', 390],
      ['听山 入耳耳机 线控', 35],
      ['听山 蓝牙耳机 云白', 75],
      ['听山 蓝牙耳机 石墨', 75],
      ['听山 蓝牙音箱 小', 340],
      ['听山 头戴耳机', 260],
      ['敲敲 无线鼠标', 95],
      ['敲敲 静音鼠标 粉', 95],
      ['敲敲 机械键盘 87键', 890],
      ['敲敲 键盘清洁泥', 110],
      ['敲敲 读卡器 二合一', 25],
    ],
  }

/** The goods of the demo shop: 120 products with EAN-13s of Chinese prefixes, each SKU after its aisle. */
export function demoProducts(): readonly Product[] {
  return Object.entries(goodsByAisle).flatMap(([aisle, goods], aisleIndex) =>
    goods.map(([name, unitWeightGrams], index): Product => {
      const rack = String(1 + Math.floor(index / 6)).padStart(2, '0')
      const shelf = String(1 + (index % 6) * 3).padStart(2, '0')
      return {
        sku: `${aisle}${String(1001 + index)}`,
        name,
        barcodes: [demoBarcode(aisleIndex * 100 + index)],
        unitWeightGrams,
        bin: `${aisle}-${rack}-${shelf}`,
        sizeMm: demoSize(unitWeightGrams),
      }
    }),
  )
}

/** Inner sizes and weights of cartons as Chinese shops buy them: China Post numbers 2 to 12. */
const demoBoxes: readonly (readonly [number, SizeMm, number])[] = [
  [2, [530, 230, 290], 480],
  [4, [350, 190, 230], 230],
  [6, [260, 150, 180], 140],
  [8, [210, 110, 140], 90],
  [10, [175, 95, 115], 60],
  [12, [130, 80, 90], 35],
]

/** The cartons of the demo shop; the code of each is its SKU, as on a card at the bench. */
export function demoCartons(): readonly Product[] {
  return demoBoxes.map(([number, innerMm, unitWeightGrams]): Product => {
    const sku = `BOX-${String(number)}`
    const name = `${String(number)}号箱`
    return { sku, name, barcodes: [], unitWeightGrams, bin: '', carton: { innerMm } }
  })
}

/** The edges of a flat block of what weighs so much, at 0.4 g a cubic centimetre. */
function demoSize(grams: number): SizeMm {
  const edge = Math.cbrt(grams * 2_500)
  return [Math.ceil(edge * 1.6), Math.ceil(edge), Math.ceil(edge * 0.625)]
}

/** EAN-13 with a prefix of GS1 China (690 to 699), in the form in which codes are compared. */
function demoBarcode(index: number): string {
  const prefix = String(690 + (index % 10))
  const digits = `${prefix}${String(482_100_000 + index * 137)}`
  return canonicalCode(`${digits}${String(gtinCheckDigit(digits))}`)
}
