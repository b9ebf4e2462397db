/** The largest payload, in bytes of UTF-8. */
export const MAX_PAYLOAD_BYTES = 64 * 1024;

/**
 * All viewers of a search are given the same payloads, mostly at the same time, so what was found to be one is remembered
 * for a while: up to so many characters.
 */
const MAX_REMEMBERED = 4 * 1024 * 1024;
const remembered = new Set<string>();
let rememberedLength = 0;

const remember = (payload: string): void => {
  if (rememberedLength + payload.length > MAX_REMEMBERED) {
    remembered.clear();
    rememberedLength = 0;
  }
  remembered.add(payload);
  rememberedLength += payload.length;
};

/** Bytes of UTF-8 that a text takes; the domain has no platform to ask. */
export const utf8Bytes = (text: string): number => {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    // Two units that are one character take four bytes.
    if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(at + 1))) at += 1;
  }
  return bytes;
};

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

const fits = (text: string): boolean => {
  if (text.length > MAX_PAYLOAD_BYTES) return false;
  return text.length * 3 <= MAX_PAYLOAD_BYTES || utf8Bytes(text) <= MAX_PAYLOAD_BYTES;
};

/** JSON allows line ends between its tokens; a frame does not. */
const isOneLine = (text: string): boolean => !/[\r\n\0]/.test(text);

const isJsonObject = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

/** One JSON object, on one line, of at most 64 KB. */
export const isPayload = (text: string): boolean => {
  if (remembered.has(text)) return true;
  const isOne = fits(text) && isOneLine(text) && isJsonObject(text);
  if (isOne) remember(text);
  return isOne;
};
