import type { WaybillLabelData } from '../../../shared/domain/label-request.ts'

/** An ordinary waybill of a made-up shop. */
export function sampleWaybill(change: Partial<WaybillLabelData> = {}): WaybillLabelData {
  return {
    waybillNumber: 'YT8812345678901',
    carrierName: '圆通速递',
    threeSegmentCode: '570-A12 08 3',
    packageCentre: '杭州转运中心',
    packageCentreCode: '571-3',
    productType: '标准快递',
    recipient: {
      name: '张*三',
      phone: '138****5678',
      region: '浙江省 杭州市 余杭区',
      street: '仓前街道文一西路969号3幢2单元1501室（丰巢柜旁）',
    },
    sender: {
      name: '稳发旗舰店',
      phone: '0571-8****321',
      region: '浙江省 嘉兴市 海宁市',
      street: '连杭经济区启潮路88号2号仓',
    },
    codAmountFen: 12_800,
    orderNumber: 'SO-20413',
    parcelNumber: 'SO-20413-1',
    items: [
      { sku: 'TEA-0102', name: '明前龙井 绿茶 250g 罐装', quantity: 2 },
      { sku: 'CUP-0007', name: '双层玻璃杯 320ml', quantity: 1 },
      { sku: 'BAG-0031', name: '帆布手提袋 米白', quantity: 3 },
    ],
    remark: '易碎，请勿挤压；周末送货',
    copy: 0,
    requestedAt: '2026-11-11T06:30:00.000Z',
    ...change,
  }
}
