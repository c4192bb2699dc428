// Compiles ink into the JSON that Tandem plays.
//
//   node compile.mjs < scenario.ink                  one JSON object on stdout: {compiled, problems: [[line, sentence]]}
//   node compile.mjs --all content/scenarios built   every scenario of a folder into built/<name>.json
//
// `compiled` is null when there are problems. It carries the source line of every part and choice under "tandem", which
// a player of ink stories passes over. A story is never run here, and a file can include no other.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const { Compiler, CompilerOptions } = createRequire(import.meta.url)('inkjs/full')
const ERROR = 2

export function compile(source) {
  const problems = []
  const told = (message, kind) => {
    const found = /line (\d+): (.*)/s.exec(message)
    if (kind === ERROR || !found) problems.push([found ? Number(found[1]) : null, (found ? found[2] : message).trim()])
  }
  let compiled = null
  try {
    const story = new Compiler(source, new CompilerOptions(null, [], false, told, null)).Compile()
    if (story && !problems.length) {
      compiled = JSON.parse(story.ToJson())
      compiled.tandem = { lines: linesOf(story.mainContentContainer) }
    }
  } catch (error) {
    // The compiler throws after it has told what is wrong; what it has not told is said in its own words.
    if (!problems.length) {
      const deep = error instanceof RangeError || /stack overflow/i.test(error.message)
      problems.push([null, deep ? 'It is nested too deeply.' : String(error.message ?? error)])
    }
  }
  return { compiled: problems.length ? null : JSON.stringify(compiled), problems }
}

// Where each named part and each choice stands in the source: {path: line}.
function linesOf(root) {
  const lines = {}
  const waiting = [root]
  while (waiting.length) {
    const part = waiting.pop()
    const isPart = part.content !== undefined
    if (part.debugMetadata && (isPart ? part.name : part.pathOnChoice !== undefined)) {
      lines[part.path.toString()] = part.debugMetadata.startLineNumber
    }
    if (isPart) waiting.push(...part.content, ...[...part.namedContent.values()].filter((one) => !part.content.includes(one)))
  }
  return lines
}

function all(folder, built) {
  mkdirSync(built, { recursive: true })
  let failed = false
  if (!existsSync(folder)) return 0
  for (const name of readdirSync(folder).sort()) {
    const file = join(folder, name, 'scenario.ink')
    if (!existsSync(file)) continue
    const source = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
    const { compiled, problems } = compile(source)
    for (const [line, sentence] of problems) console.error(`${file}:${line ?? 1}: ${sentence}`)
    failed ||= compiled === null
    if (compiled === null) continue
    // Written whole or not at all: another program may be reading.
    const target = join(built, `${name}.json`)
    writeFileSync(`${target}.part`, JSON.stringify({ source: createHash('sha256').update(source).digest('hex'), compiled }))
    renameSync(`${target}.part`, target)
  }
  return failed ? 1 : 0
}

if (process.argv[2] === '--all') {
  process.exit(all(process.argv[3], process.argv[4]))
} else {
  process.stdout.write(JSON.stringify(compile(readFileSync(0, 'utf8').replace(/^\uFEFF/, ''))))
}
