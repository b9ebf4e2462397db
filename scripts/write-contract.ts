import { writeFile } from 'node:fs/promises';
import { CONTRACT, schemaText } from './contract-schemas.ts';

const folder = new URL('../contract/', import.meta.url);

for (const [name, shape] of Object.entries(CONTRACT)) {
  await writeFile(new URL(`${name}.schema.json`, folder), schemaText(name, shape));
}
