import {spawn} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import type {KeptLease} from '../../source/journal/lease-records.ts';
import {openLeaseVault} from '../../source/journal/lease-vault.ts';
import {openStandingVault} from '../../source/journal/standing-vault.ts';
import {keptLease as lease, nowMs} from '../helpers/kept-lease.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';

const baseUrl = 'https://api.example.com';

/** A process that lives until it is ended, to write a vault in its name. */
const startProcess = () => {
	const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {stdio: 'ignore'});
	const ended = new Promise(resolve => {
		child.once('close', resolve);
	});
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	return {
		pid: child.pid ?? 0,
		async kill() {
			child.kill('SIGKILL');
			await ended;
		},
	};
};

const openOwn = (directory: string, url = baseUrl) => openLeaseVault(directory, url, process.pid);

/** The state directory of a flydeck that was killed while it held leases. */
const afterKill = async (leases: readonly KeptLease[], url = baseUrl): Promise<string> => {
	const directory = temporaryDirectory();
	const killed = startProcess();
	const vault = openLeaseVault(directory, url, killed.pid);
	for (const each of leases) {
		vault.keep(each);
	}

	await killed.kill();
	return directory;
};

const recordsIn = (directory: string): readonly string[] => readdirSync(join(directory, 'leases'));

test('the nonces are readable by their owner alone', () => {
	const directory = temporaryDirectory();
	openOwn(directory).keep(lease());
	expect(statSync(join(directory, 'leases')).mode & 0o777).toBe(0o700);
	const records = recordsIn(directory);
	expect(records).toHaveLength(1);
	for (const name of records) {
		expect(name).not.toContain('5ec4e7ab1234');
		expect(statSync(join(directory, 'leases', name)).mode & 0o777).toBe(0o600);
	}
});

test('what was given back is on disk no more', () => {
	const directory = temporaryDirectory();
	const vault = openOwn(directory);
	vault.keep(lease());
	vault.keep(lease({id: 'm2', nonce: 'abcdef'}));
	vault.forget('m1');
	const [name = ''] = recordsIn(directory);
	const text = readFileSync(join(directory, 'leases', name), 'utf8');
	expect(text).toContain('abcdef');
	expect(text).not.toContain('5ec4e7ab1234');
	vault.forget('m2');
	expect(recordsIn(directory)).toEqual([]);
});

test('what a flydeck that was killed held is offered without its nonce, and can be had once', async () => {
	const directory = await afterKill([lease()]);
	const [first, second] = [openOwn(directory), openOwn(directory)];
	const leftovers = first.leftovers(nowMs);
	expect(leftovers).toEqual([{app: 'web', id: 'm1', name: 'web-1', expiresAtMs: nowMs + 60_000, record: expect.any(String)}]);
	expect(JSON.stringify(leftovers)).not.toContain('5ec4e7ab1234');
	const record = leftovers[0]?.record ?? '';
	expect(first.claim(record)).toEqual([lease()]);
	expect(second.claim(record)).toEqual([]);
	expect(second.leftovers(nowMs)).toEqual([]);
});

test('what was claimed is kept as its own by the one who claimed it', async () => {
	const directory = await afterKill([lease()]);
	const killed = startProcess();
	const vault = openLeaseVault(directory, baseUrl, killed.pid);
	vault.claim(vault.leftovers(nowMs)[0]?.record ?? '');
	await killed.kill();
	const next = openOwn(directory);
	expect(next.claim(next.leftovers(nowMs)[0]?.record ?? '')).toEqual([lease()]);
});

test('a flydeck that is killed in the middle of a claim loses nothing', async () => {
	const directory = await afterKill([lease()]);
	const [name = ''] = recordsIn(directory);
	const killed = startProcess();
	openLeaseVault(directory, baseUrl, killed.pid).keep(lease({id: 'm2'}));
	await killed.kill();
	const other = recordsIn(directory).find(each => each !== name) ?? '';
	const halfClaimed = `${other.replace(/\.json$/, '')}.${name}`;
	writeFileSync(join(directory, 'leases', halfClaimed), readFileSync(join(directory, 'leases', name)));
	const ids = openOwn(directory)
		.leftovers(nowMs)
		.map(({record, id}) => `${record === halfClaimed ? 'half claimed ' : ''}${id}`);
	expect(ids).toContain('half claimed m1');
});

test('what a flydeck that runs holds is not offered', () => {
	const directory = temporaryDirectory();
	const running = startProcess();
	openLeaseVault(directory, baseUrl, running.pid).keep(lease());
	openOwn(directory).keep(lease({id: 'm2'}));
	expect(openOwn(directory).leftovers(nowMs)).toEqual([]);
});

test('a process that got the id of one that was killed is not taken for it', async () => {
	const directory = await afterKill([lease()]);
	const [name = ''] = recordsIn(directory);
	const reused = name.replace(/^\d+/, `${process.pid}`);
	writeFileSync(join(directory, 'leases', reused), readFileSync(join(directory, 'leases', name)));
	expect(openOwn(directory).leftovers(nowMs)).toHaveLength(2);
});

test('what another computer that shares the directory holds is left alone', async () => {
	const directory = await afterKill([lease()]);
	const [name = ''] = recordsIn(directory);
	const theirs = name.replace(/^(\d+-\w+)-.*$/, '$1-elsewhere.json');
	writeFileSync(join(directory, 'leases', theirs), readFileSync(join(directory, 'leases', name)));
	expect(openOwn(directory).leftovers(nowMs)).toHaveLength(1);
	expect(recordsIn(directory)).toContain(theirs);
});

test('what has run out is dropped without a word, with what of it is on disk', async () => {
	const directory = await afterKill([lease()]);
	expect(openOwn(directory).leftovers(nowMs + 60_000)).toEqual([]);
	expect(recordsIn(directory)).toEqual([]);
});

test('what has run out is dropped, whoever took it and wherever', async () => {
	const directory = await afterKill([lease()], 'http://127.0.0.1:4280');
	const [name = ''] = recordsIn(directory);
	const theirs = name.replace(/^(\d+-\w+)-.*$/, '$1-elsewhere.json');
	writeFileSync(join(directory, 'leases', theirs), readFileSync(join(directory, 'leases', name)));
	openStandingVault(directory, baseUrl).keep(lease());
	const running = startProcess();
	openLeaseVault(directory, baseUrl, running.pid).keep(lease({expiresAtMs: nowMs + 70_000}));
	expect(recordsIn(directory)).toHaveLength(4);
	openOwn(directory).leftovers(nowMs + 60_000);
	expect(recordsIn(directory)).toEqual([expect.stringMatching(new RegExp(`^${running.pid}-`))]);
});

test('the leases of another API are not offered, and stay', async () => {
	const directory = await afterKill([lease()], 'http://127.0.0.1:4280');
	expect(openOwn(directory).leftovers(nowMs)).toEqual([]);
	expect(openOwn(directory, 'http://127.0.0.1:4280').leftovers(nowMs)).toHaveLength(1);
});

test('a record that cannot be read is dropped', async () => {
	const directory = await afterKill([lease()]);
	const [name = ''] = recordsIn(directory);
	writeFileSync(join(directory, 'leases', name), '{"leases": [{"app"');
	expect(openOwn(directory).leftovers(nowMs)).toEqual([]);
	expect(recordsIn(directory)).toEqual([]);
});

test('a symbolic link in the place of the directory is refused', () => {
	const directory = temporaryDirectory();
	const elsewhere = temporaryDirectory();
	symlinkSync(elsewhere, join(directory, 'leases'));
	expect(() => openOwn(directory)).toThrow(/leases is a symbolic link: look who put it there, and remove it\.$/);
	expect(readdirSync(elsewhere)).toEqual([]);
});

test('a directory that is replaced by a link later is refused when it is written', () => {
	const directory = temporaryDirectory();
	const vault = openOwn(directory);
	vault.keep(lease());
	const elsewhere = temporaryDirectory();
	const [name = ''] = recordsIn(directory);
	const draft = join(directory, 'leases', `${name}.new`);
	symlinkSync(join(elsewhere, 'stolen'), draft);
	expect(() => vault.keep(lease({id: 'm2'}))).toThrow('is a symbolic link');
	expect(readdirSync(elsewhere)).toEqual([]);
});

test('a file in the place of the directory is refused', () => {
	const directory = temporaryDirectory();
	writeFileSync(join(directory, 'leases'), '');
	expect(() => openOwn(directory)).toThrow();
});

// Only root can make a directory that belongs to somebody else.
test.runIf(process.getuid?.() === 0)("another user's directory is refused", async () => {
	const {chownSync} = await import('node:fs');
	const directory = temporaryDirectory();
	mkdirSync(join(directory, 'leases'));
	chownSync(join(directory, 'leases'), 12_345, 12_345);
	expect(() => openOwn(directory)).toThrow('belongs to another user');
});

test('a directory that others could look into is closed to them', () => {
	const directory = temporaryDirectory();
	mkdirSync(join(directory, 'leases'), {mode: 0o755});
	openOwn(directory);
	expect(statSync(join(directory, 'leases')).mode & 0o777).toBe(0o700);
});
