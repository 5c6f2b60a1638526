import {describe, expect, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {machinesPath, startWithMachine} from '../../helpers/local-machine.ts';

const file = (guestPath: string): JsonObject => ({
	files: [
		{guest_path: '/fine', raw_value: ''},
		{guest_path: guestPath, raw_value: ''},
	],
});
const mount = (path: string): JsonObject => ({mounts: [{volume: 'vol_1', path}]});

const wrong = [
	['', 'must be an absolute path'],
	['etc/passwd', 'must be an absolute path'],
	['./etc', 'must be an absolute path'],
	['~/x', 'must be an absolute path'],
	['../x', 'must be an absolute path'],
	['/..', "must not contain '..'"],
	['/../x', "must not contain '..'"],
	['/a/../../x', "must not contain '..'"],
	['/a/..', "must not contain '..'"],
	['/a\0b', 'must not contain null bytes'],
	['/', 'must not be the root directory'],
	['//', 'must not be the root directory'],
	['/./.', 'must not be the root directory'],
	[`/a/${'x'.repeat(256)}`, 'must not have a name of more than 255 bytes in it'],
	[`/${'ü'.repeat(128)}`, 'must not have a name of more than 255 bytes in it'],
	[`/${'a/'.repeat(2048)}`, 'must not be longer than 4095 bytes'],
] as const;

describe.each([
	['config.files[1].guest_path', file],
	['config.mounts[0].path', mount],
] as const)('%s', (name, configWith) => {
	test.each(wrong)('%j is a 400: it %s', async (path, fault) => {
		const {call, path: machine, get} = await startWithMachine();
		const error = {error: `invalid_argument: ${name} ${fault}`};
		const config = {image: 'nginx', ...configWith(path)};
		expect(await call('POST', machinesPath, {config})).toMatchObject({status: 400, body: error});
		expect(await call('POST', machine, {config})).toMatchObject({status: 400, body: error});
		expect((await call('GET', machinesPath)).list).toHaveLength(1);
		expect(await get()).toMatchObject({state: 'started', config: {image: 'nginx'}});
	});
});

test.each(['/a', `/${'x'.repeat(255)}`, '/a/b/..c', '/...', '/日本/ü', '//a//b/', '/a b'])('a file may go to %j', async path => {
	const {call} = await startWithMachine();
	expect((await call('POST', machinesPath, {config: {image: 'nginx', ...file(path)}})).status).toBe(200);
});
