/** The largest payload, in bytes of UTF-8. */
export const MAX_PAYLOAD_BYTES = 64 * 1024;

/** Bytes of UTF-8 that a text takes; the domain has no platform to ask. */
export const utf8Bytes = (text: string): number => {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
};

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
export const isPayload = (text: string): boolean => fits(text) && isOneLine(text) && isJsonObject(text);
