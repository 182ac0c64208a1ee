import type { scannerTexts as english } from '../en/scanner-texts.ts'

/** The set-up of scanners, in Chinese. */
export const scannerTexts: typeof english = {
  scanners: {
    title: '设置扫描枪',
    open: '设置扫描枪',
    list: '本工位',
    ports: '已插上、还没设置',
    noPorts: '没有插别的串口设备。',
    otherPort: '其他端口',
    portExample: '如 /dev/ttyACM0、COM3',
    speed: '速率（USB 随意）',
    listen: '监听',
    waiting: '连接中…',
    noReads: '用这把枪扫上面的码，收到的每个字节都显示在这里。',
    reads: '收到的内容，最新在上',
    code: '条码',
    moreBytes: '…还有 {{count}} 字节',
    typed: {
      title: '键盘',
      note: '键盘模式的枪',
      how: '键盘模式的扫描枪在这里显示扫到的码，看不到字节。',
      serial:
        '要扫 GS1 码请改成 USB 串口模式（USB-COM、虚拟串口）：键盘没有分隔符这个键，中文也常常丢。',
    },
    testCodes: '测试码',
    codes: {
      code128: 'Code 128 码',
      'ean-13': 'EAN-13 码',
      'gs1-128': 'GS1-128 码',
      'gs1-data-matrix': 'GS1 DM 码',
      qr: 'QR 中文码',
    },
    scanThis: '扫这个码。这里扫的都不计数。',
    print: '打印测试码',
    notRead: '还没扫',
    right: '正确',
    allRight: '所有测试码都读对了。',
    problem: {
      truncated: {
        title: '读不全',
        next: '只收到一部分。拿稳再扫一次；还不行就检查速率，看枪有没有设成去掉字符。',
      },
      'separator-lost': {
        title: '分隔符丢了',
        next: 'GS1 的分隔符（GS）没有传过来。把枪从键盘模式改成 USB 串口模式，并打开 AIM 标识。',
      },
      garbled: {
        title: '字符变了',
        next: '收到的字不对。串口模式是字符集不对：采用学到的设置。键盘模式是国家键盘设置不对。',
      },
      'case-changed': {
        title: '大小写变了',
        next: '关掉大写锁定，也关掉枪里的大小写转换。',
      },
      'prefix-left': {
        title: '前缀没去掉',
        next: '码前面多了“{{rest}}”。采用学到的设置，或在枪里关掉前缀。',
      },
      'suffix-left': {
        title: '后缀没去掉',
        next: '码后面多了“{{rest}}”。采用学到的设置，或把枪的后缀设成 CR。',
      },
      'aim-left-in': {
        title: 'AIM 标识没去掉',
        next: '标识混在码里了。采用学到的设置。',
      },
    },
    refused: {
      'too-long': {
        title: '太长',
        next: '超过 4000 字节还没有结束。检查速率和后缀。',
      },
      'wrong-charset': {
        title: '字符集不对',
        next: '这些字的编码和设置里的不一样。采用学到的设置。',
      },
      'control-characters': {
        title: '不是文字',
        next: '里面有条码不会有的字符。检查速率和前缀。',
      },
      'no-end': {
        title: '没有结束',
        next: '设置里等的结束符没有来。采用学到的设置。',
      },
    },
    port: {
      'port-missing': '这个端口上没有设备。把枪插上，设成串口模式（USB-COM）。',
      'port-in-use': '别的程序占着这个端口。关掉它，或在它的设置里放开端口。',
      'port-denied':
        '当前用户没有权限。在 Linux 上把用户加进 dialout 组（sudo usermod -aG dialout 用户名），再重新登录。',
      unplugged: '线掉了，插回去。',
    },
    learnt: {
      title: '学到的设置',
      end: '码的结尾',
      tooFew: '扫了 {{count}} 次，共要 3 次：接着扫',
      ended: {
        cr: '回车（CR）',
        lf: '换行（LF）',
        crlf: '回车换行（CR LF）',
        etx: '文本结束符（ETX）',
        silence: '没有结束符，只是停下来',
        different: '结尾不一样：在枪里只设一种后缀',
      },
      aim: 'AIM 标识',
      noneYet: '还没扫',
      identified: '有：{{total}} 次里有 {{count}} 次',
      unidentified: '没有：在枪里打开，这样才分得清 GS1 码和普通码',
      fits: '设置合适',
      takeOver: '采用',
      kept: '已写进设置文件 station.json，马上生效。',
      notKept: '没有写进去：{{detail}}。处理后再试。',
    },
    framing: {
      suffix: '码的结尾',
      idleFlushMs: '停顿（毫秒）',
      prefix: '码的前面',
      aim: 'AIM 标识',
      charset: '字符集',
      none: '（没有）',
    },
    add: {
      title: '新扫描枪',
      name: '名称',
      example: '左手枪',
      readFirst: '先扫三个码，才知道码怎么结尾。',
      save: '加到本工位',
    },
  },
}
