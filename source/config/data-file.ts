import {isJsonObject, type JsonObject} from '../domain/json.ts';
import {found, type Result, wrong} from './result.ts';

export type DataFormat = 'json' | 'toml' | 'yaml';

type Parse = (text: string) => unknown;

/** The parsers are loaded only when such a file is there. */
const parsers: Readonly<Record<DataFormat, () => Promise<Parse>>> = {
	json: async () => JSON.parse,
	async toml() {
		const {parse} = await import('smol-toml');
		return parse;
	},
	async yaml() {
		const {parse} = await import('yaml');
		// Its warnings would quote the file, and the file may hold a token.
		return text => parse(text, {logLevel: 'error'});
	},
};

/** The top level of a JSON, TOML or YAML file; empty where it is no table. A parser's own words are not shown: they quote the file. */
export const parseDataFile = async (path: string, format: DataFormat, text: string): Promise<Result<JsonObject>> => {
	try {
		const parse = await parsers[format]();
		const data = parse(text);
		return found(isJsonObject(data) ? data : {});
	} catch {
		return wrong(`The file ${path} cannot be read: it is not valid ${format.toUpperCase()}.`);
	}
};
