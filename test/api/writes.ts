import type {Calls} from '../../source/api/api.ts';
import type {Subject} from '../../source/domain/protection.ts';

export const [app, id, nonce] = ['web', '148ed599b54587', 'nonce'];
const volumeId = 'vol_1';

const of = (kind: string, thing = ''): Subject => ({app, kind, id: thing, regions: []});
const machine = of('machines', id);
const volume = of('volumes', volumeId);
const wish = {ttlSeconds: 13, description: ''};

export type Write = {
	readonly name: keyof Calls;
	readonly call: (calls: Calls) => Promise<unknown>;
	/** What it changes. */
	readonly subject: Subject;
	/** Whether it goes on with a lease of ours, so that it was asked about when that was taken. */
	readonly isOwnLease?: true;
};

/** Each call that changes something. */
export const writes: readonly Write[] = [
	{name: 'createApp', call: calls => calls.createApp({name: app, organizationSlug: 'personal'}), subject: of('')},
	{name: 'deleteApp', call: calls => calls.deleteApp(app, {force: true}), subject: of('')},
	{name: 'createMachine', call: calls => calls.createMachine(app, {config: {}}), subject: of('machines')},
	{name: 'createLeasedMachine', call: calls => calls.createLeasedMachine(app, {config: {}}, 13), subject: of('machines')},
	{name: 'updateMachine', call: calls => calls.updateMachine(app, id, {config: {}}), subject: machine},
	{name: 'startMachine', call: calls => calls.startMachine(app, id), subject: machine},
	{name: 'stopMachine', call: calls => calls.stopMachine(app, id), subject: machine},
	{name: 'suspendMachine', call: calls => calls.suspendMachine(app, id), subject: machine},
	{name: 'restartMachine', call: calls => calls.restartMachine(app, id), subject: machine},
	{name: 'signalMachine', call: calls => calls.signalMachine(app, id, 'SIGHUP'), subject: machine},
	{name: 'cordonMachine', call: calls => calls.cordonMachine(app, id), subject: machine},
	{name: 'uncordonMachine', call: calls => calls.uncordonMachine(app, id), subject: machine},
	{name: 'deleteMachine', call: calls => calls.deleteMachine(app, id, {force: true}), subject: machine},
	{name: 'acquireLease', call: calls => calls.acquireLease(app, id, wish), subject: machine},
	{name: 'refreshLease', call: calls => calls.refreshLease(app, id, {...wish, nonce}), subject: machine, isOwnLease: true},
	{name: 'releaseLease', call: calls => calls.releaseLease(app, id, nonce), subject: machine, isOwnLease: true},
	{name: 'execInMachine', call: calls => calls.execInMachine(app, id, {command: ['true'], timeoutSeconds: 1}), subject: machine},
	{name: 'setMetadata', call: calls => calls.setMetadata(app, id, 'key', 'value'), subject: machine},
	{name: 'removeMetadata', call: calls => calls.removeMetadata(app, id, 'key'), subject: machine},
	{name: 'patchMetadata', call: calls => calls.patchMetadata(app, id, {key: null}), subject: machine},
	{name: 'createVolume', call: calls => calls.createVolume(app, {name: 'data'}), subject: of('volumes')},
	{name: 'extendVolume', call: calls => calls.extendVolume(app, volumeId, 20), subject: volume},
	{name: 'updateVolume', call: calls => calls.updateVolume(app, volumeId, {autoBackupEnabled: false}), subject: volume},
	{name: 'deleteVolume', call: calls => calls.deleteVolume(app, volumeId), subject: volume},
	{name: 'createSnapshot', call: calls => calls.createSnapshot(app, volumeId), subject: volume},
	{name: 'setSecrets', call: calls => calls.setSecrets(app, {KEY: 'value'}), subject: of('secrets')},
	{name: 'deleteSecret', call: calls => calls.deleteSecret(app, 'KEY'), subject: of('secrets')},
	{name: 'addAcmeCertificate', call: calls => calls.addAcmeCertificate(app, 'example.com'), subject: of('certificates')},
	{name: 'checkCertificate', call: calls => calls.checkCertificate(app, 'example.com'), subject: of('certificates')},
	{name: 'deleteCertificate', call: calls => calls.deleteCertificate(app, 'example.com'), subject: of('certificates')},
	{name: 'assignIp', call: calls => calls.assignIp(app, {type: 'v6'}), subject: of('ip_assignments')},
	{name: 'releaseIp', call: calls => calls.releaseIp(app, '66.241.125.63'), subject: of('ip_assignments')},
];
