import type {CallOptions, Calls} from '../api/api.ts';
import type {Certificate} from '../domain/resources/certificate.ts';
import type {ResourceOrder, ResourceTarget, ResourceVerb} from '../domain/resources/orders.ts';

type Given = {readonly api: Calls; readonly organization: string; readonly options: CallOptions};

/** What a request came to besides that it worked: a sentence for the person, and a certificate where the answer holds one. */
export type Answered = {readonly more?: string | undefined; readonly certificate?: Certificate};

type Send<Verb extends ResourceVerb> = (
	given: Given,
	target: ResourceTarget,
	order: ResourceOrder & {readonly verb: Verb},
) => Promise<Answered>;

const atNextUpdate = 'Machines get this when they are next created or updated.';

const problemsIn = ({status, dnsConfigured, problems}: Certificate): string => {
	const [first] = problems;
	const dns = dnsConfigured ? 'its DNS is as it has to be' : 'its DNS is not as it has to be';
	return first === undefined
		? `It is ${status || 'as before'}; ${dns}.`
		: [first.message, first.remediation].filter(text => text !== '').join(': ');
};

const requests: {readonly [Verb in ResourceVerb]: Send<Verb>} = {
	async 'create-app'({api, organization, options}, {id}) {
		await api.createApp({name: id, organizationSlug: organization}, options);
		return {};
	},
	async 'delete-app'({api, options}, {id}, {machineCount}) {
		await api.deleteApp(id, {...options, force: machineCount !== 0});
		return {};
	},
	async 'create-volume'({api, options}, {app, id: name}, {region, sizeGb, encrypted}) {
		const {id, region: place} = await api.createVolume(app, {name, region, sizeGb, encrypted}, options);
		return {more: `It is ${id} in ${place}.`};
	},
	async 'extend-volume'({api, options}, {app, id}, {sizeGb}) {
		const {volume, needsRestart} = await api.extendVolume(app, id, sizeGb, options);
		const restart = needsRestart ? ` Machine ${volume.attachedMachineId ?? ''} sees that after a restart.` : '';
		return {more: `It has ${volume.sizeGb ?? sizeGb} GB.${restart}`};
	},
	async 'delete-volume'({api, options}, {app, id}) {
		await api.deleteVolume(app, id, options);
		return {};
	},
	async 'create-snapshot'({api, options}, {app, id}) {
		await api.createSnapshot(app, id, options);
		return {more: 'That takes a while.'};
	},
	async 'set-secret'({api, options}, {app, id}, {value}) {
		await api.setSecrets(app, {[id]: value}, options);
		return {more: atNextUpdate};
	},
	async 'delete-secret'({api, options}, {app, id}) {
		await api.deleteSecret(app, id, options);
		return {more: atNextUpdate};
	},
	async 'add-certificate'({api, options}, {app, id}) {
		const certificate = await api.addAcmeCertificate(app, id, options);
		return {certificate, more: problemsIn(certificate)};
	},
	async 'check-certificate'({api, options}, {app, id}) {
		const certificate = await api.checkCertificate(app, id, options);
		return {certificate, more: problemsIn(certificate)};
	},
	async 'delete-certificate'({api, options}, {app, id}) {
		await api.deleteCertificate(app, id, options);
		return {};
	},
	async 'assign-ip'({api, options}, {app}, {type, region}) {
		const {ip} = await api.assignIp(app, {type, region}, options);
		return {more: `It is ${ip}.`};
	},
	async 'release-ip'({api, options}, {app, id}) {
		await api.releaseIp(app, id, options);
		return {};
	},
};

const send = <Verb extends ResourceVerb>(
	verb: Verb,
	given: Given,
	target: ResourceTarget,
	order: ResourceOrder & {readonly verb: Verb},
): Promise<Answered> => requests[verb](given, target, order);

/**
Sends the one request that an order is.

@throws ApiError when it fails
*/
export const sendResourceOrder = (given: Given, target: ResourceTarget, order: ResourceOrder): Promise<Answered> =>
	send(order.verb, given, target, order);
