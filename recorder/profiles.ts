/** A way to build a snippet: rustc's arguments that decide about code, in order. */
export type Profile = {
  name: string
  flags: string[]
  /** Whether the recorder runs the build too, or only lists its assembly. */
  runs: boolean
}

/**
 * Symbols carry their generic arguments, so that `first::<u8>` and `first::<u64>` differ; and the debug
 * information is of the one version that the recorder reads, whatever the compiler's default is.
 */
const readable = ['-C', 'symbol-mangling-version=v0', '-C', 'dwarf-version=4']

/**
 * The builds that a snippet can ask for. `debug` and `release` pass what cargo passes for its dev
 * and release profiles (https://doc.rust-lang.org/cargo/reference/profiles.html), with debug
 * information in both: it does not change the code. `clean` is debug without debug assertions,
 * overflow checks and unwinding, for its listing only.
 */
export const profiles: Readonly<Record<string, Profile>> = {
  debug: {
    name: 'debug',
    flags: [
      ...['-C', 'opt-level=0', '-C', 'debuginfo=2', '-C', 'debug-assertions=on'],
      ...['-C', 'overflow-checks=on', '-C', 'codegen-units=256', '-C', 'embed-bitcode=no', ...readable],
    ],
    runs: true,
  },
  clean: {
    name: 'clean',
    flags: [
      ...['-C', 'opt-level=0', '-C', 'debuginfo=2', '-C', 'debug-assertions=off'],
      ...['-C', 'overflow-checks=off', '-C', 'panic=abort'],
      ...['-C', 'codegen-units=256', '-C', 'embed-bitcode=no', ...readable],
    ],
    runs: false,
  },
  release: optimised('release', '3', true),
  o1: optimised('o1', '1', true),
  o2: optimised('o2', '2', true),
  os: optimised('os', 's', true),
  oz: optimised('oz', 'z', true),
}

/** Cargo's release profile at an optimisation level. */
function optimised(name: string, level: string, runs: boolean): Profile {
  const flags = ['-C', `opt-level=${level}`, '-C', 'debuginfo=2', '-C', 'codegen-units=16']
  return { name, flags: [...flags, '-C', 'embed-bitcode=no', ...readable], runs }
}
