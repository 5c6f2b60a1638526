import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {eventually} from '../../helpers/eventually.ts';
import {machineWith, shell} from '../../helpers/machine-with.ts';
import {createTestRunner} from '../../helpers/real-runner.ts';

/** Starts a machine that counts its starts in its root, and answers how many its root knows of. */
const countStarts = (rootfs: object) => {
	const {runner, start, directory, textOf} = createTestRunner();
	const count = async (instanceId = 'version-1'): Promise<number> => {
		const script = `echo x >> starts; wc -l < starts > ${directory}/count`;
		await start(machineWith({...shell(script), ...rootfs}, {instanceId})).ended;
		return Number(textOf('count'));
	};

	return {runner, count};
};

describe('the root of a machine', () => {
	test.each([
		[{}, [1, 1, 1]],
		[{rootfs: {persist: 'never'}}, [1, 1, 1]],
		[{rootfs: {persist: 'restart'}}, [1, 2, 1]],
		[{rootfs: {persist: 'always'}}, [1, 2, 3]],
		[{guest: {persist_rootfs: 'always'}}, [1, 2, 3]],
		[{rootfs: {persist: 'constructor'}}, [1, 1, 1]],
	])('with %j outlives a start and an update so', async (rootfs, expected) => {
		const {count} = countStarts(rootfs);
		expect([await count(), await count(), await count('version-2')]).toEqual(expected);
	});

	test('that persists is there again when its own process removed it', async () => {
		const {start} = createTestRunner();
		const machine = machineWith({...shell('touch here && rm -rf "$PWD"'), rootfs: {persist: 'always'}});
		expect(await start(machine).ended).toMatchObject({exitCode: 0});
		expect(await start(machine).ended).toMatchObject({exitCode: 0});
	});

	test('that persists is gone with its machine', async () => {
		const {runner, count} = countStarts({rootfs: {persist: 'always'}});
		await count();
		runner.forget('1234567890abcd');
		expect(await count()).toBe(1);
	});

	test('holds the files and secrets of the config when the process starts', async () => {
		const {start, lines} = createTestRunner({secretsOf: ({app}) => ({KEY: Buffer.from(`key of ${app}`).toString('base64')})});
		await start(machineWith({...shell('cat etc/key'), files: [{guest_path: '/etc/key', secret_name: 'KEY'}]})).ended;
		expect(lines.map(({message}) => message)).toEqual(['key of web']);
	});
});

describe('a volume', () => {
	test('outlives the machines that it is mounted in', async () => {
		const volume = createTestRunner().directory;
		const {start, lines} = createTestRunner({volumeDirectory: () => volume});
		const mounts = [{volume: 'vol_1', path: '/data'}];
		await start(machineWith({...shell('echo kept > data/file'), mounts})).ended;
		await start(machineWith({...shell('cat data/file'), mounts}, {id: '99999999999999'})).ended;
		expect(lines.map(({message}) => message)).toEqual(['kept']);
	});
});

test('a runner of simulated machines only starts nothing on this computer', () => {
	const {start, directory} = createTestRunner();
	expect(start(machineWith({})).process.isReal).toBe(false);
	expect(readdirSync(directory)).toEqual([]);
});

test('killing all leaves neither processes nor directories', async () => {
	const {runner, start, directory} = createTestRunner();
	const machines = ['a', 'b', 'c'].map(id =>
		start(machineWith(shell(`trap '' INT TERM; touch ${directory}/${id}; while true; do sleep 1; done`), {id})),
	);
	await eventually(() => expect(['a', 'b', 'c'].map(id => existsSync(join(directory, id)))).toEqual([true, true, true]));
	runner.killAll();
	expect((await Promise.all(machines.map(({ended}) => ended))).map(({exitCode}) => exitCode)).toEqual([137, 137, 137]);
	await eventually(() => expect(readdirSync(directory).filter(name => name.startsWith('flydeck-'))).toEqual([]));
});
