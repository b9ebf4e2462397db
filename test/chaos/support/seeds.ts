/** The seeds of a run; CHAOS_SEED=<number> plays one of them again. */
export const seedsOfRun = (seeds: readonly number[]): readonly number[] => {
  const given = process.env['CHAOS_SEED'];
  return given === undefined ? seeds : [Number(given)];
};
