import { between, pick, type Random } from '../../src/adapters/suppliers/simulated/random.ts';

/** What can be wrong with a way to the store. */
export const STORMS = ['lossy', 'away', 'silent', 'slow'] as const;
export type Storm = (typeof STORMS)[number];

interface Spell {
  readonly fromMs: number;
  readonly toMs: number;
  readonly storm: Storm;
  /** Of all processes, how many it hits. */
  readonly share: number;
  readonly salt: number;
}

interface Deafness {
  readonly fromMs: number;
  readonly toMs: number;
}

/** How it will be, for each process, at any time of a simulation: drawn before it begins. */
export class Weather {
  readonly #spells: readonly Spell[];
  readonly #deaf: readonly Deafness[];

  constructor(random: Random, startMs: number, lastsMs: number) {
    const spell = (shortestMs: number, longestMs: number) => {
      const fromMs = startMs + between(0, lastsMs, random);
      return { fromMs, toMs: fromMs + between(shortestMs, longestMs, random) };
    };
    this.#spells = Array.from({ length: Math.floor(random() * 5) }, () => ({
      ...spell(200, 8_000),
      storm: pick(STORMS, random),
      share: pick([0.4, 0.7, 1], random),
      salt: Math.floor(random() * 1_000),
    }));
    this.#deaf = Array.from({ length: Math.floor(random() * 3) }, () => spell(1_000, 15_000));
  }

  get storms(): number {
    return this.#spells.length + this.#deaf.length;
  }

  /** What is wrong with the way of this process just now. */
  over(process: number, nowMs: number): Storm | undefined {
    return this.#spells.find(
      (spell) => spell.fromMs <= nowMs && nowMs < spell.toMs && this.#hits(spell, process),
    )?.storm;
  }

  /** Whether the way of a process was as it is mostly, all the time. */
  isCalm(process: number, fromMs: number, toMs: number): boolean {
    return !this.#spells.some(
      (spell) => spell.fromMs < toMs && fromMs < spell.toMs && this.#hits(spell, process),
    );
  }

  /** Rings are lost. */
  isDeaf(nowMs: number): boolean {
    return this.#deaf.some(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs);
  }

  #hits({ share, salt }: Spell, process: number): boolean {
    return ((process * 7_919 + salt * 104_729) % 1_000) / 1_000 < share;
  }
}
