import type {Json, JsonObject} from '../../domain/json.ts';
import type {OrganizationMachine, OrganizationMachines} from '../../domain/resources/organization-machine.ts';
import {decodeListed} from './listed.ts';
import {decodeMachine} from './machine.ts';
import {filledText, object, texts} from './values.ts';

const decodeOrganizationMachine = (body: JsonObject): OrganizationMachine | undefined => {
	const app = filledText(body.app_name);
	const decoded = decodeMachine(body, app ?? '');
	if (app === undefined || !decoded.ok) {
		return undefined;
	}

	const {id, name, state, region, instanceId, privateIp, createdAtMs, updatedAtMs, config} = decoded.machine;
	return {
		id,
		app,
		name,
		state,
		region,
		instanceId,
		privateIp,
		createdAtMs,
		updatedAtMs,
		image: config?.image ?? '',
		guest: config?.guest,
		processGroup: config?.processGroup,
	};
};

/** A page of the machines of an organization; undefined for a body that holds no list of machines. */
export const decodeOrganizationMachines = (body: Json): OrganizationMachines | undefined => {
	const answer = object(body);
	const page = decodeListed(answer?.machines, {name: 'machine', key: 'id, app or state', read: decodeOrganizationMachine});
	return page === undefined ? undefined : {...page, errorRegions: texts(answer?.error_regions)};
};
