/** The set-up of scanners, in English. */
export const scannerTexts = {
  scanners: {
    title: 'Set up scanners',
    open: 'Set up scanners',
    list: 'This bench',
    ports: 'Plugged in, not set up',
    noPorts: 'No other port is plugged in.',
    otherPort: 'Another port',
    portExample: '/dev/ttyACM0, COM3',
    speed: 'Speed (no matter on USB)',
    listen: 'Listen',
    waiting: 'Connecting…',
    noReads: 'Scan the code above with this scanner. Every byte it sends is shown here.',
    reads: 'What came, newest first',
    code: 'Code',
    /** In place of the last scan, where its bytes made no code. */
    unread: 'no code, {{count}} bytes',
    moreBytes: '… and {{count}} bytes more',
    typed: {
      title: 'Keyboard',
      note: 'scanners that type',
      noReads: 'Scan the code above with this scanner. What it types is shown here.',
      how: 'A scanner that types like a keyboard shows its codes here; its bytes cannot be seen.',
      serial:
        'For GS1 codes set it to USB serial mode (USB-COM, virtual COM): a keyboard has no key for the separator and often loses Chinese.',
    },
    testCodes: 'Test codes',
    codes: {
      code128: 'Code 128',
      'ean-13': 'EAN-13',
      'gs1-128': 'GS1-128',
      'gs1-data-matrix': 'GS1 DM',
      qr: 'QR, Chinese',
    },
    scanThis: 'Scan this code. Nothing of it counts at the bench.',
    notOpen: 'This scanner is not heard yet. See at the right what to do.',
    print: 'Print test codes',
    notRead: 'not read yet',
    right: 'right',
    allRight: 'Every test code was read right.',
    problem: {
      truncated: 'cut short',
      'separator-lost': 'separator lost',
      garbled: 'characters changed',
      'case-changed': 'upper and lower case exchanged',
      'prefix-left': 'prefix left in',
      'suffix-left': 'suffix left in',
      'aim-left-in': 'AIM identifier left in',
    },
    /** What to do about it, by what is known of the scanner. */
    advice: {
      truncated:
        'Only a part came. Hold still and scan again; then check the speed, and that the scanner strips no characters.',
      'separator-lost':
        'The GS1 separator is missing. Set the scanner to send it: FNC1 as GS (0x1D).',
      garbled: 'Other characters came: the charset is wrong. Use the learnt settings.',
      'case-changed': 'Switch caps lock off, and the case conversion of the scanner too.',
      'prefix-left':
        '“{{rest}}” stands before the code. Use the learnt settings, or switch the prefix off in the scanner.',
      'suffix-left':
        '“{{rest}}” stands behind the code. Use the learnt settings, or set the suffix of the scanner to CR.',
      'aim-left-in': 'The identifier stands in the code. Use the learnt settings.',
      'separator-typed':
        'The GS1 separator is missing: a keyboard has no key for it. Set the scanner to USB serial mode (USB-COM).',
      'separator-unidentified':
        'The GS1 separator is missing. Set the scanner to send it (FNC1 as GS, 0x1D), and switch AIM identifiers on.',
      'garbled-typed':
        'Other characters came. Set the keyboard country of the scanner to that of this computer; for Chinese use USB serial mode.',
      'prefix-typed': '“{{rest}}” stands before the code. Switch the prefix off in the scanner.',
      'suffix-typed':
        '“{{rest}}” stands behind the code. Set the suffix of the scanner to CR (Enter).',
    },
    refused: {
      'too-long': {
        title: 'Too long',
        next: 'No end came for over 4,000 bytes. Check the speed of the line, and the suffix.',
      },
      'wrong-charset': {
        title: 'Wrong charset',
        next: 'These characters are written otherwise than the settings say. Use the learnt settings.',
      },
      'control-characters': {
        title: 'No text',
        next: 'There are characters in it that no code has. Check the speed of the line and the prefix.',
      },
      'no-end': {
        title: 'No end',
        next: 'What the settings wait for at the end of a code did not come. Use the learnt settings.',
      },
    },
    port: {
      'port-missing': 'Nothing is at this port. Plug the scanner in, in serial mode (USB-COM).',
      'port-in-use':
        'Another program uses this port. Close it, or take the port from its settings.',
      'port-denied':
        'This user may not use the port. On Linux add the user to the group dialout (sudo usermod -aG dialout USER) and sign in anew.',
      unplugged: 'The cable came off. Plug it in again.',
    },
    learnt: {
      title: 'What was learnt',
      end: 'What it sends at the end',
      tooFew: '{{count}} of 3 reads: keep scanning',
      ended: {
        cr: 'CR (carriage return)',
        lf: 'LF (line feed)',
        crlf: 'CR and LF',
        etx: 'ETX (end of text)',
        silence: 'nothing: the line falls silent',
        different: 'different ends: set one suffix in the scanner',
      },
      aim: 'AIM identifiers that it sends',
      noneYet: 'no read yet',
      identified: 'yes: in {{count}} of {{total}} reads',
      unidentified:
        'none: switch them on in the scanner, so that GS1 codes are told from ordinary ones',
      fits: 'The settings fit',
      takeOver: 'Use these settings',
      kept: 'Written into station.json and in force.',
      notKept: 'Not written: {{detail}}. Correct that, then try again.',
    },
    framing: {
      suffix: 'End of a code',
      idleFlushMs: 'Ends after a silence of',
      prefix: 'Before a code',
      aim: 'AIM identifiers',
      charset: 'Charset',
      none: '(nothing)',
      milliseconds: '{{count}} ms',
      values: {
        auto: 'found out by itself',
        cr: 'CR',
        lf: 'LF',
        crlf: 'CR and LF',
        etx: 'ETX (end of text)',
        none: 'nothing, a silence',
        true: 'expected',
        false: 'not expected',
        utf8: 'UTF-8',
        gb18030: 'Chinese (GBK)',
        latin1: 'Western',
      },
    },
    add: {
      title: 'A new scanner',
      name: 'Name',
      example: 'Left hand',
      readFirst: 'Scan three codes first, so that it is known how they end.',
      save: 'Add to this bench',
    },
  },
  codeEntry: {
    open: 'Type a code (F12)',
    title: 'Type a code',
    how: 'No scanner reads the barcode? Type what stands below it.',
    note: 'It counts like a scan, and the order keeps that it was typed. Cards, badges and printed labels are scanned only.',
    confirm: 'Enter the code',
    cancel: 'Cancel',
  },
}
