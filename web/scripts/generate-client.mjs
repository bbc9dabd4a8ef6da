// Writes src/client/schema.d.ts from the service's OpenAPI description: `npm run client -- openapi.json`,
// or without a file from the service that runs on ASTRA_PORT (8000).
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const file = process.argv[2];
const address = `http://127.0.0.1:${process.env.ASTRA_PORT ?? '8000'}/openapi.json`;
const description = file ? await readFile(file, 'utf8') : await (await fetch(address)).text();
const ast = await openapiTS(JSON.parse(description), { immutable: true, alphabetize: true });
const head =
  "/** Generated from the service's OpenAPI description by `npm run client`. Not edited by hand. */\n\n";
await writeFile(new URL('../src/client/schema.d.ts', import.meta.url), head + astToString(ast));
