/** So many at once, and then so many a minute. */
export interface Rate {
  readonly perMinute: number;
  readonly burst: number;
}

/** Tokens as they were at a time: one for each time that something may be done. */
export interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

const MINUTE_MS = 60_000;
/** Of a minute's tokens: quick enough for the searches of a busy moment, and not a minute's worth in one second. */
const BURST_PART = 1 / 6;

export const rateOf = (perMinute: number): Rate => ({
  perMinute,
  burst: Math.max(1, Math.floor(perMinute * BURST_PART)),
});

/** A clock that was set back gives nothing, and takes nothing. */
export const refilled = (bucket: Bucket, { perMinute, burst }: Rate, nowMs: number): Bucket => {
  const gained = (Math.max(0, nowMs - bucket.atMs) / MINUTE_MS) * perMinute;
  return { tokens: Math.min(burst, bucket.tokens + gained), atMs: nowMs };
};

/** How long until the bucket has held so many more tokens. */
export const msUntil = (bucket: Bucket, rate: Rate, count: number, nowMs: number): number => {
  const missing = count - refilled(bucket, rate, nowMs).tokens;
  return missing <= 0 ? 0 : Math.ceil((missing * MINUTE_MS) / rate.perMinute);
};

/** For when there is nothing to wait for. */
export const withoutOne = (bucket: Bucket, rate: Rate, nowMs: number): Bucket => {
  const { tokens, atMs } = refilled(bucket, rate, nowMs);
  return { tokens: tokens - 1, atMs };
};
