import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {configFrom, formFrom} from '../../../source/domain/config/form.ts';
import {configProblems} from '../../../source/domain/config/problems.ts';
import {isJsonObject, type Json, type JsonObject} from '../../../source/domain/json.ts';
import {machinesApiDir} from '../../helpers/machines-api-dir.ts';

/** Every config of a machine, however deep it stands. */
const configsIn = (value: Json): readonly JsonObject[] => {
	if (Array.isArray(value)) {
		return value.flatMap(configsIn);
	}

	if (!isJsonObject(value)) {
		return [];
	}

	const {config, ...rest} = value;
	return [...(isJsonObject(config) ? [config] : []), ...Object.values(rest).flatMap(inner => configsIn(inner ?? null))];
};

const recorded = (dir: string): readonly (readonly [string, JsonObject])[] =>
	readdirSync(dir, {recursive: true, encoding: 'utf8'})
		.filter(name => name.endsWith('.json'))
		.flatMap(name => configsIn(JSON.parse(readFileSync(`${dir}/${name}`, 'utf8'))).map(config => [name, config] as const));

describe.skipIf(machinesApiDir === undefined)('the recorded configs of the API', () => {
	const configs = machinesApiDir === undefined ? [] : recorded(`${machinesApiDir}/fixtures`);

	test('are found', () => {
		expect(configs.length).toBeGreaterThan(10);
	});

	test.each(configs)('have no problems, and survive the form: %s', (_, config) => {
		expect(configProblems(config)).toEqual([]);
		expect(configFrom(formFrom(config), config)).toEqual({ok: true, input: {config}, warnings: []});
		expect(Object.values(formFrom(config))).not.toContain('(as it is)');
	});
});
