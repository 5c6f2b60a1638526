import {objectAt, textAt} from '../../domain/json-reader.ts';
import {refusal} from '../fleet/fault.ts';
import type {MachineRecord} from '../fleet/machine-record.ts';
import {type Metadata, mergeMetadata, metadataOf, withMetadata} from '../fleet/metadata.ts';
import type {World} from '../host/world.ts';
import {answer} from './answer.ts';
import {liveMachineOf, machineOf, machinePath} from './find-machine.ts';
import {requestShapes} from './request-shapes.ts';
import type {Call, Route} from './route.ts';

const noContent = (): Response => new Response(null, {status: 204});

/** The calls on the metadata of a machine, none of which makes a new version or restarts it. Leases do not count here. */
export const metadataRoutes = (world: World): readonly Route[] => {
	const {store, scheduler} = world;

	const keep = (machine: MachineRecord, metadata: Metadata): Response => {
		store.put(withMetadata(machine, metadata, scheduler.now()));
		return noContent();
	};

	/** Reads a body and changes the metadata by it, unless the machine has another version than the caller thinks. */
	const change =
		(metadataBefore: (machine: MachineRecord) => Metadata) =>
		async (call: Call): Promise<Response> => {
			const body = await call.body(requestShapes.metadata);
			const machine = liveMachineOf(world, call);
			const expected = textAt(body, 'machine_version');
			if (expected !== undefined && expected !== machine.instanceId) {
				throw refusal('failed_precondition', `machine version mismatch, expected ${expected}, currently ${machine.instanceId}`);
			}

			return keep(machine, mergeMetadata(metadataBefore(machine), objectAt(body, 'metadata')));
		};

	const showKey = (call: Call): Response => {
		const key = call.word('key');
		const metadata = metadataOf(machineOf(world, call));
		if (!Object.hasOwn(metadata, key)) {
			throw refusal('not_found', `metadata key '${key}' not found`);
		}

		return answer({value: metadata[key]});
	};

	const setKey = async (call: Call): Promise<Response> => {
		const {value} = await call.body(requestShapes.metadataValue);
		const machine = liveMachineOf(world, call);
		return keep(machine, mergeMetadata(metadataOf(machine), {[call.word('key')]: value ?? ''}));
	};

	const removeKey = (call: Call): Response => {
		const machine = liveMachineOf(world, call);
		return keep(machine, mergeMetadata(metadataOf(machine), {[call.word('key')]: null}));
	};

	const all = `${machinePath}/metadata`;
	const one = `${all}/:key`;
	const limit = (action: string) => ({action, by: 'machine'}) as const;
	const onHost = true;
	return [
		{
			method: 'GET',
			path: all,
			operation: 'Machines_show_metadata',
			limit: limit('get-metadata'),
			handle: call => answer(metadataOf(machineOf(world, call))),
		},
		{method: 'PUT', path: all, operation: 'Machines_update_metadata', limit: limit('update-metadata'), onHost, handle: change(() => ({}))},
		{
			method: 'PATCH',
			path: all,
			operation: 'Machines_update_metadata',
			limit: limit('update-metadata'),
			onHost,
			handle: change(metadataOf),
		},
		{method: 'GET', path: one, operation: 'Machines_get_metadata_key', limit: limit('get-metadata-key'), handle: showKey},
		{method: 'POST', path: one, operation: 'Machines_upsert_metadata', limit: limit('set-metadata-key'), onHost, handle: setKey},
		{method: 'DELETE', path: one, operation: 'Machines_delete_metadata', limit: limit('delete-metadata-key'), onHost, handle: removeKey},
	];
};
