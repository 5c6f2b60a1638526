import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const beside = fileURLToPath(new URL('../../../shared/machines-api', import.meta.url));

/** The folder with the documents and recorded answers of the Machines API; undefined where there is none, and tests that need it are skipped. */
export const machinesApiDir: string | undefined = process.env.MACHINES_API_DIR || (existsSync(beside) ? beside : undefined);
