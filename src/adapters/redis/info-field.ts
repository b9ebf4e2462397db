/** One line of what `INFO` answers; undefined where this server does not say it. */
export const infoField = (info: string, name: string): string | undefined =>
  new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim();
