import type {Json, JsonObject} from '../../domain/json.ts';
import type {Check, Machine} from '../../domain/machine.ts';
import {decodeConfig} from './config.ts';
import {decodeEvents} from './event.ts';
import {decodeLease} from './lease.ts';
import {filledText, object, objects, text, timeMs} from './values.ts';

export type DecodedMachine =
	| {readonly ok: true; readonly machine: Machine}
	| {readonly ok: false; readonly id: string | undefined; readonly problem: string};

/** Checks that the platform makes for itself during a deployment; flyctl does not show them either. */
const platformCheck = 'bg_deployments_compat';

const decodeCheck = (check: JsonObject): Check => ({
	name: text(check.name) ?? '',
	status: text(check.status) ?? '',
	output: text(check.output) ?? '',
	updatedAtMs: timeMs(check.updated_at),
});

/** A machine of an app out of any JSON. Only an id and a state are needed; unknown states are kept, all else may be missing or null. */
export const decodeMachine = (body: Json, app: string, readConfig = decodeConfig): DecodedMachine => {
	const machine = object(body);
	if (machine === undefined) {
		return {ok: false, id: undefined, problem: 'is not an object'};
	}

	const id = filledText(machine.id);
	const state = filledText(machine.state);
	if (id === undefined || state === undefined) {
		return {ok: false, id, problem: `has no usable ${id === undefined ? 'id' : 'state'}`};
	}

	const wholeConfig = object(machine.config);
	const rememberedConfig = object(machine.incomplete_config);
	const config = wholeConfig ?? rememberedConfig;
	return {
		ok: true,
		machine: {
			id,
			app,
			name: text(machine.name) ?? '',
			state,
			region: text(machine.region) ?? '',
			instanceId: filledText(machine.instance_id) ?? filledText(machine.version),
			privateIp: filledText(machine.private_ip),
			createdAtMs: timeMs(machine.created_at),
			updatedAtMs: timeMs(machine.updated_at),
			hostStatus: filledText(machine.host_status) ?? 'ok',
			cordoned: machine.cordoned === true,
			configIncomplete: wholeConfig === undefined && rememberedConfig !== undefined,
			config: config === undefined ? undefined : readConfig(config, object(machine.image_ref)),
			checks: objects(machine.checks)
				.map(decodeCheck)
				.filter(check => !check.name.startsWith(platformCheck)),
			events: decodeEvents(machine.events),
			lease: decodeLease(machine.lease),
		},
	};
};
