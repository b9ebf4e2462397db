// All the domain may know of the platform: a reader can be told to stop. It is compiled without Node's types
// (tsconfig.domain.json), and in the whole program this merges with the real AbortSignal.
interface AbortSignal {
  readonly aborted: boolean;
}
