import {expect, test} from 'vitest';
import {curlActs} from '../../source/domain/curl-acts.ts';
import {createCopier} from '../../source/runtime/copier.ts';
import {createHarness, id, machinePath, targetIn} from './harness.ts';

const create = async (isTaken = true) => {
	const harness = await createHarness();
	const {api, store, clock} = harness;
	const copied: string[] = [];
	const copier = createCopier({
		api,
		store,
		clock,
		toClipboard(text) {
			copied.push(text);
			return isTaken;
		},
	});
	return {...harness, copier, copied};
};

test('a text is handed over as it is, and told on one line', async () => {
	const {copier, copied, notes} = await create();
	copier.copy('the JSON', '{\n\t"id": "m1"\n}');
	expect(copied).toEqual(['{\n\t"id": "m1"\n}']);
	expect(notes()).toEqual(['Copied the JSON: { "id": "m1" }']);
});

test('a text that is too long for the clipboard is told as not copied', async () => {
	const {copier, notes} = await create(false);
	copier.copy('the JSON', 'x'.repeat(100_000));
	expect(notes()).toEqual(["Not copied: the JSON is too long for a terminal's clipboard."]);
});

test.each(curlActs)('$act can be had as a command, which holds no secret and is not sent', async ({act}) => {
	const {copier, copied, writes, quiet} = await create();
	copier.copyCurl(targetIn('started'), act);
	expect(copied[0]).toMatch(/^curl -X (?:GET|POST|DELETE) 'http:/);
	expect(copied[0]).toContain(machinePath);
	expect(copied[0]).toContain('$FLY_API_TOKEN');
	expect(copied[0]).not.toContain('secret');
	await quiet();
	expect(writes()).toEqual([]);
});

test.each(['stop', 'delete', 'cordon'] as const)('%s names the nonce by a variable where this flydeck holds a lease', async act => {
	const {copier, copied, store, clock} = await create();
	const lease = {owner: 'me', description: '', expiresAtMs: clock.now() + 9000};
	store.dispatch({type: 'lease-held', machineId: id, lease});
	copier.copyCurl(targetIn('started'), act);
	expect(copied[0]).toContain('-H "fly-machine-lease-nonce: $NONCE"');
});
