/** Pictures of goods, in English. Its shape is the shape of every other language. */
export const pictureTexts = {
  goodsPicture: {
    of: 'Picture of {{name}}',
    enlarge: 'Show the picture large',
    missing:
      '{{name}}: the picture is not on this bench. It comes by itself once the centre answers; go by the name and code.',
  },
}
