// Draws the pictures of the demo shop's goods: `node scripts/demo-pictures.mjs`. What it draws lies in resources/demo-pictures and is
// part of the sources, so this is run only to change them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { inRoot } from './set-up/places.mjs'

/** Side of the square, px. */
const side = 240

const ink = '#26324a'

/** A filled shape with round corners. */
function block(pen, colour, x, y, width, height, radius = 8) {
  pen.fillStyle = colour
  pen.beginPath()
  pen.roundRect(x, y, width, height, radius)
  pen.fill()
}

/** A filled outline through points. */
function shape(pen, colour, points) {
  pen.fillStyle = colour
  pen.beginPath()
  for (const [x, y] of points) pen.lineTo(x, y)
  pen.closePath()
  pen.fill()
}

function disc(pen, colour, x, y, radius) {
  pen.fillStyle = colour
  pen.beginPath()
  pen.arc(x, y, radius, 0, Math.PI * 2)
  pen.fill()
}

/** A line with round ends that `path` leads along. */
function stroke(pen, colour, width, path) {
  pen.strokeStyle = colour
  pen.lineWidth = width
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  pen.beginPath()
  path(pen)
  pen.stroke()
}

/** Ground colour and drawing of each picture, by the name of its file. */
const pictures = {
  bottle: [
    '#e3f2ee',
    (pen) => {
      block(pen, ink, 100, 30, 40, 26, 6)
      block(pen, '#3f9d86', 106, 52, 28, 34, 2)
      block(pen, '#3f9d86', 78, 78, 84, 136, 22)
      block(pen, '#f7fbfa', 78, 118, 84, 58, 0)
      block(pen, '#9fd3c5', 92, 134, 56, 8, 4)
      block(pen, '#9fd3c5', 92, 152, 36, 8, 4)
    },
  ],
  jar: [
    '#fdf0dc',
    (pen) => {
      block(pen, '#8a5a2b', 66, 40, 108, 30, 8)
      block(pen, '#f3c67a', 58, 66, 124, 142, 24)
      block(pen, '#fffaf1', 58, 108, 124, 60, 0)
      disc(pen, '#d98e32', 120, 138, 18)
    },
  ],
  box: [
    '#f6ebdd',
    (pen) => {
      shape(pen, '#c98f4e', [
        [40, 88],
        [120, 120],
        [120, 212],
        [40, 176],
      ])
      shape(pen, '#a9743a', [
        [200, 88],
        [120, 120],
        [120, 212],
        [200, 176],
      ])
      shape(pen, '#e0b072', [
        [120, 52],
        [200, 88],
        [120, 120],
        [40, 88],
      ])
      shape(pen, '#f5deb9', [
        [72, 74],
        [88, 66],
        [168, 101],
        [152, 108],
      ])
    },
  ],
  pouch: [
    '#fde8e4',
    (pen) => {
      shape(pen, '#d9573f', [
        [70, 40],
        [170, 40],
        [182, 204],
        [58, 204],
      ])
      block(pen, '#b23f2a', 66, 36, 108, 24, 4)
      disc(pen, '#ffe3b0', 120, 132, 38)
      disc(pen, '#f0a93c', 108, 126, 14)
      disc(pen, '#f0a93c', 134, 138, 14)
    },
  ],
  cup: [
    '#e6eefc',
    (pen) => {
      stroke(pen, '#3d6fd1', 16, (line) => line.arc(172, 124, 26, -1.4, 1.4))
      shape(pen, '#4f83e6', [
        [56, 76],
        [176, 76],
        [164, 188],
        [68, 188],
      ])
      block(pen, '#2f59b3', 50, 66, 132, 20, 10)
      block(pen, '#c6d8f8', 40, 194, 152, 14, 7)
    },
  ],
  pen: [
    '#ece9fb',
    (pen) => {
      pen.translate(120, 120)
      pen.rotate(Math.PI / 4)
      block(pen, '#6a55d6', -18, -96, 36, 130, 8)
      block(pen, '#4431a6', -18, -96, 36, 34, 8)
      block(pen, ink, 12, -90, 8, 56, 4)
      shape(pen, '#f0d9b5', [
        [-18, 34],
        [18, 34],
        [0, 84],
      ])
      shape(pen, ink, [
        [-7, 65],
        [7, 65],
        [0, 84],
      ])
    },
  ],
  notebook: [
    '#e4f1fa',
    (pen) => {
      block(pen, '#1f7fb8', 62, 34, 126, 172, 10)
      block(pen, '#155d89', 62, 34, 26, 172, 10)
      block(pen, '#f4fafd', 104, 66, 66, 42, 4)
      block(pen, '#9ccbe6', 114, 80, 46, 6, 3)
      block(pen, '#9ccbe6', 114, 92, 30, 6, 3)
      for (const y of [60, 92, 124, 156]) block(pen, '#cfd8e3', 50, y, 26, 10, 5)
    },
  ],
  cable: [
    '#eef0f3',
    (pen) => {
      stroke(pen, '#5b6779', 12, (line) => {
        line.moveTo(74, 92)
        line.bezierCurveTo(74, 236, 166, 4, 166, 148)
      })
      block(pen, ink, 54, 52, 40, 50, 8)
      block(pen, '#b8c2cf', 62, 30, 24, 26, 3)
      block(pen, ink, 146, 140, 40, 50, 8)
      block(pen, '#b8c2cf', 156, 186, 20, 22, 8)
    },
  ],
  plug: [
    '#fff3d1',
    (pen) => {
      block(pen, '#b8c2cf', 88, 34, 14, 52, 4)
      block(pen, '#b8c2cf', 138, 34, 14, 52, 4)
      block(pen, '#f2b632', 62, 78, 116, 92, 20)
      shape(pen, '#7a5200', [
        [126, 92],
        [98, 130],
        [116, 130],
        [108, 158],
        [142, 118],
        [122, 118],
      ])
      stroke(pen, ink, 14, (line) => {
        line.moveTo(120, 172)
        line.lineTo(120, 210)
      })
    },
  ],
  earphones: [
    '#f0ebf7',
    (pen) => {
      stroke(pen, ink, 14, (line) => line.arc(120, 124, 70, Math.PI, 0))
      block(pen, '#8d63b8', 34, 118, 40, 78, 18)
      block(pen, '#8d63b8', 166, 118, 40, 78, 18)
      block(pen, '#c9b2e0', 62, 126, 16, 62, 8)
      block(pen, '#c9b2e0', 162, 126, 16, 62, 8)
    },
  ],
  cloth: [
    '#e2f4f7',
    (pen) => {
      block(pen, '#2b9db0', 44, 132, 152, 66, 16)
      block(pen, '#57bccb', 44, 98, 152, 60, 16)
      block(pen, '#8bd5df', 44, 62, 152, 60, 16)
      block(pen, '#f3fbfc', 66, 62, 14, 60, 0)
      block(pen, '#f3fbfc', 88, 62, 6, 60, 0)
    },
  ],
  phone: [
    '#e8edf4',
    (pen) => {
      block(pen, ink, 74, 28, 92, 184, 16)
      block(pen, '#7fb2ff', 82, 44, 76, 144, 4)
      block(pen, '#a9ccff', 92, 58, 34, 34, 8)
      block(pen, '#dcebff', 92, 104, 56, 10, 5)
      block(pen, '#dcebff', 92, 124, 40, 10, 5)
      disc(pen, '#8f9db3', 120, 200, 5)
    },
  ],
}

const folder = inRoot('resources', 'demo-pictures')
mkdirSync(folder, { recursive: true })
for (const [name, [ground, draw]] of Object.entries(pictures)) {
  const canvas = createCanvas(side, side)
  const pen = canvas.getContext('2d')
  pen.fillStyle = ground
  pen.fillRect(0, 0, side, side)
  draw(pen)
  writeFileSync(join(folder, `${name}.png`), canvas.toBuffer('image/png'))
}
