/** An order file of so many orders, of one to three units of a few goods each. The same random numbers give the same orders. */
export function ordersCsv(count: number, random: () => number): string {
  const lines = Array.from({ length: count }, (_unused, index) => {
    const order = String(700_001 + index)
    const [first, second] = [Math.floor(random() * 12), 12 + Math.floor(random() * 12)]
    const line = (goods: number, quantity: number): string =>
      `${order},G${String(1_000 + goods)},GOODS ${String(goods)},${String(quantity)},12/1/10 8:26,2.55,17850,United Kingdom`
    const rows = [line(first, random() < 0.3 ? 2 : 1)]
    return random() < 0.4 ? [...rows, line(second, 1)].join('\n') : rows.join('\n')
  })
  const head = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
  return [head, ...lines, ''].join('\n')
}
