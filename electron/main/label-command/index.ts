// Makes labels from the command line: `npm run label -- --template NAME --data rows.json --language zpl --dpi 203 --out DIR`.
import { exitCodes, runLabelCommand } from './label-command.ts'

const { code, output, errors } = await runLabelCommand(process.argv.slice(2))
if (output !== '') process.stdout.write(`${output}\n`)
if (errors !== '') process.stderr.write(`${errors}\n`)
process.exitCode = exitCodes[code]
