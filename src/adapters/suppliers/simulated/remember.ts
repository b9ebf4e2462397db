/** What a key stands for, reckoned once as long as it is known. Whatever is kept is forgotten at once when it is too much. */
export const remember = <T>(mostKept: number, reckon: (key: string) => T): ((key: string) => T) => {
  const known = new Map<string, { readonly value: T }>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found.value;
    const value = reckon(key);
    if (known.size >= mostKept) known.clear();
    known.set(key, { value });
    return value;
  };
};
