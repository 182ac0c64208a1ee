const chinese = '[\\u3400-\\u9fff]'
const letters = '[A-Za-z\\u3400-\\u9fff]'
const keyed = 'Every string on screen is keyed: put it into renderer/i18n and use its key.'

/** Bans for all product and test code. */
export const everywhere = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  {
    selector: 'ExportAllDeclaration',
    message: 'No barrels: import from the file that defines it.',
  },
]

/** Bans on text that is not keyed, for renderer code outside renderer/i18n. */
export const rawText = [
  { selector: `Literal[value=/${chinese}/]`, message: keyed },
  { selector: `TemplateElement[value.raw=/${chinese}/]`, message: keyed },
  {
    // What is printed on a key of the keyboard is no text of ours.
    selector: `:not(JSXElement[openingElement.name.name="kbd"]) > JSXText[value=/${letters}/]`,
    message: keyed,
  },
  { selector: `JSXElement > JSXExpressionContainer > Literal[value=/${letters}/]`, message: keyed },
  {
    selector: `JSXElement > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=/${letters}/]`,
    message: keyed,
  },
  {
    selector: `JSXAttribute[name.name=/^(title|placeholder|alt|label|aria-label|aria-description)$/] > Literal[value=/${letters}/]`,
    message: keyed,
  },
]

const runners = '/^(it|test|describe|suite)$/'
const notRun = '/^(only|skip|todo|skipIf|runIf|fails)$/'
const ran = 'Every test runs: no skipped, focused or unfinished tests.'

/** Bans on tests that do not run, or keep others from running. */
export const unrunTests = [
  { selector: `MemberExpression[object.name=${runners}][property.name=${notRun}]`, message: ran },
  {
    selector: `MemberExpression[object.object.name=${runners}][property.name=${notRun}]`,
    message: ran,
  },
  { selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]', message: ran },
  {
    selector: 'CallExpression[callee.object.name=/^(context|task)$/][callee.property.name="skip"]',
    message: ran,
  },
]
