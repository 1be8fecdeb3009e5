import { readFile } from 'node:fs/promises'
import { bodyOf, parseAssembly, symbolsIn, targetOf } from './assembly.ts'
import { closestWord } from './closest-word.ts'
import { disassemble } from './binary.ts'
import { placeOfDirective, readDirectives } from './directives.ts'
import { makeListing, shortName } from './listing.ts'
import { profiles } from './profiles.ts'
import { Refused } from './refused.ts'
import { functionNames } from './rust-source.ts'
import { allocatingFunctions } from './roles.ts'
import { demangle } from './symbols.ts'
import type { Compiled } from './compile.ts'
import type { Assembly } from './assembly.ts'
import type { Executable } from './executable.ts'
import type { Located } from './listing.ts'
import type { Names } from './symbols.ts'
import type { Listing } from './schema.ts'

/** All that listings are made from, as rustc and binutils give it. */
export type ListingInput = {
  crate: string
  /** The program's file as debug information names it, and its text. */
  file: string
  text: string
  /** The assembly, one text a codegen unit. */
  assembly: string[]
  /** Demangled names of the symbols in it and in the debug information. */
  names: [symbol: string, name: string][]
  /** The program's own functions that the executable holds. */
  own: string[]
  /** Where each listed function lies. */
  listed: (Located & { symbol: string })[]
}

/**
 * The listings of a build's functions, by the names that the snippet asks for.
 *
 * @param wanted Names as Rust writes them below the crate; `first` names every instance of a
 * generic function, `first::<u64>` one.
 * @throws Refused when the build has no such function.
 */
export async function listFunctions(
  compiled: Compiled,
  executable: Executable,
  text: string,
  wanted: string[],
  signal?: AbortSignal,
): Promise<Listing[]> {
  if (wanted.length === 0) return []
  return makeListings(await gatherInput(compiled, executable, text, wanted, signal))
}

/** The listings that an input gives, in the order of `listed`. */
export function makeListings(input: ListingInput): Listing[] {
  const { crate, file, text, own, listed } = input
  const names: Names = new Map(input.names)
  const assembly = parseAssembly(input.assembly)
  const calls = new Map(
    [...assembly.functions].map(([symbol, { instructions }]) => [
      symbol,
      instructions.flatMap((instruction) => targetOf(instruction) ?? []),
    ]),
  )
  const allocating = allocatingFunctions(
    calls,
    (symbol) => names.get(symbol) ?? symbol,
    (symbol) => own.includes(symbol),
  )
  const context = { assembly, names, crate, file, text, allocating }
  return listed.map(({ symbol, ...located }) => makeListing(symbol, located, context))
}

/** Asks rustc's output and objdump for what the listings of a build need. */
export async function gatherInput(
  compiled: Compiled,
  executable: Executable,
  text: string,
  wanted: string[],
  signal?: AbortSignal,
): Promise<ListingInput> {
  const { crate, file } = compiled
  const texts = await Promise.all(compiled.asmFiles.map((path) => readFile(path, 'utf8')))
  const assembly = parseAssembly(texts)
  const places = new Map(executable.elf.symbols.map((symbol) => [symbol.name, symbol]))
  const names = await namesOf(assembly, signal)
  // What nothing calls is in the assembly, but the linker left it out.
  const own = ownFunctions(assembly, names, compiled).filter((symbol) => places.has(symbol))
  const symbols = wanted.flatMap((name) => findFunctions(name, own, names, compiled, text))
  const listed = await Promise.all(
    symbols.map(async (symbol) => {
      const place = places.get(symbol)
      if (!place) throw new Refused(`the executable has no symbol ${symbol}`)
      const instructions = await disassemble(executable.path, place, signal)
      const frames = new Map(instructions.map(({ address }) => [address, executable.frames.at(address)]))
      return { symbol, address: place.address, instructions, frames }
    }),
  )
  const frameSymbols = listed.flatMap(({ frames }) =>
    [...frames.values()].flatMap((chain) => chain.map((frame) => frame.symbol)),
  )
  const allNames = [...names, ...(await demangle(frameSymbols, signal))]
  return { crate, file, text, assembly: texts, names: allNames, own, listed }
}

/**
 * Symbols of the functions that stand in the program's own file, aliases included: those whose
 * path or self type is the program's. A trait's function for a type of the program may be std's
 * (`<Point as ToString>::to_string`), so there the line table decides.
 */
function ownFunctions(assembly: Assembly, names: Names, { crate, file }: Compiled): string[] {
  const own = new RegExp(`^(<[&*\\[(]*(mut |const )?)?${crate}::`)
  return [...assembly.functions.keys(), ...assembly.aliases.keys()].filter((symbol) => {
    const name = names.get(symbol) ?? symbol
    if (own.test(name) && !/^<.* as /.test(name)) return true
    return bodyOf(assembly, symbol)?.file === file
  })
}

/** Demangled names of all functions of the assembly and of all symbols they mention. */
async function namesOf(assembly: Assembly, signal?: AbortSignal): Promise<Names> {
  const mentioned = [...assembly.functions.values()].flatMap(({ instructions }) =>
    instructions.flatMap(({ operands }) => symbolsIn(operands)),
  )
  return demangle([...assembly.functions.keys(), ...assembly.aliases.keys(), ...mentioned], signal)
}

function findFunctions(
  wanted: string,
  own: string[],
  names: Names,
  { crate, file, profile }: Compiled,
  text: string,
): string[] {
  const named = own.map((symbol) => ({ symbol, name: shortName(symbol, { names, crate }) }))
  const exact = named.filter(({ name }) => name === wanted)
  const found = exact.length > 0 ? exact : named.filter(({ name }) => withoutArguments(name) === wanted)
  if (found.length === 0) {
    const { listing } = readDirectives(text, file, { builds: Object.keys(profiles), steps: [] })
    const key = listing.some(({ name }) => name === wanted) ? 'listing' : 'instructions'
    const names = named.map(({ name }) => name).sort()
    const why = notFound(wanted, text, profile.name, names)
    throw new Refused(`${placeOfDirective({ file, text }, key)}: ${key}: ${why}; it has ${names.join(', ')}`)
  }
  return found.sort((one, other) => (one.name < other.name ? -1 : 1)).map(({ symbol }) => symbol)
}

/** Why a build has no function of a name: the program has none either, or the compiler left none of it. */
function notFound(wanted: string, text: string, build: string, names: string[]): string {
  const last = withoutArguments(wanted).split('::').at(-1) ?? wanted
  // Closures have no names, and what is derived is not written.
  const isWritten = !/^\w+$/.test(last) || wanted.includes(' as ') || functionNames(text).has(last)
  if (isWritten) {
    return (
      `${build} has no function ${wanted} (inlined, removed, or merged with one of the same code: ` +
      '#[inline(never)] and a call through black_box(f as fn() -> T) keep it)'
    )
  }
  const meant = closestWord(wanted, names)
  return `the program has no function ${wanted}${meant === undefined ? '' : `, did you mean ${meant}?`}`
}

function withoutArguments(name: string): string {
  return name.replace(/::<.*>$/, '')
}
