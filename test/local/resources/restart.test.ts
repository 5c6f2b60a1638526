import {randomBytes} from 'node:crypto';
import {mkdtempSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {createResources} from '../../../source/local/resources/resources.ts';
import {acceptVolumeRequest} from '../../../source/local/resources/volumes/volume-request.ts';
import {createSqliteState} from '../../../source/local/state/sqlite-state.ts';
import {createManualClock} from '../../helpers/manual-clock.ts';

/** Resources over the state in a directory, as a server that starts there has them. */
const open = (directory: string, now: () => number) => {
	const state = createSqliteState(directory);
	const volumesDirectory = () => join(directory, 'volumes');
	return {state, ...createResources({state, now, speed: 1, randomBytes, volumesDirectory, token: 'secret'})};
};

test('after a restart everything that an app had is there, and used as before', async () => {
	const {now} = createManualClock();
	const directory = mkdtempSync(join(tmpdir(), 'flydeck-test-'));
	onTestFinished(() => rm(directory, {recursive: true, force: true}));
	const before = open(directory, now);
	const text = Buffer.from('hello');
	const volume = await before.volumes.create('web', acceptVolumeRequest({name: 'data'}));
	const snapshot = await before.volumes.snapshots.create(volume);
	before.secrets.update('web', new Map([['A', 'one']]));
	before.secretKeys.set('web', 'box', 'xaes256gcm', undefined);
	const sealed = before.secretKeys.encrypt('web', 'box', text, Buffer.of());
	const certificate = before.certificates.requestAcme('web', 'www.example.com');
	const address = before.ipAssignments.assign('web', {type: 'v4', region: undefined, serviceName: undefined, network: undefined});
	const token = before.tokens.createDeployToken('web', 'personal', 1000);
	before.state.close();

	const after = open(directory, now);
	onTestFinished(() => after.state.close());
	expect(after.volumes.find('web', volume.id)).toEqual(volume);
	expect(after.volumes.snapshots.of(volume)).toEqual([snapshot]);
	expect([after.secrets.valuesOf('web'), after.secrets.versionOf('web')]).toEqual([{A: 'one'}, 2]);
	expect(after.secretKeys.decrypt('web', 'box', sealed, Buffer.of())).toEqual(text);
	expect(after.certificates.of('web')).toEqual([certificate]);
	expect(after.ipAssignments.of('web')).toEqual([address]);
	expect(after.tokens.isKnown(token)).toBe(true);

	after.forgetApp('web');
	const left = [after.volumes.of('web'), after.secrets.of('web'), after.secretKeys.of('web'), after.certificates.of('web')];
	expect(left.flat()).toEqual([]);
	expect([after.secrets.versionOf('web'), after.tokens.isKnown(token)]).toEqual([0, false]);
});
