import type {JsonObject} from '../../domain/json.ts';
import {objectAt, textAt} from '../../domain/json-reader.ts';
import {acceptConfig} from '../fleet/accept-config.ts';
import {refusal} from '../fleet/fault.ts';
import type {LeaseRecord, MachineRecord} from '../fleet/machine-record.ts';
import {machineOnWire} from '../fleet/wire.ts';
import type {World} from '../host/world.ts';
import {regionFor, volumeToMount} from '../resources/volumes/mounts.ts';
import {answer, answerText} from './answer.ts';
import {askedLease, createMachine, requireSecretsVersion} from './create-machine.ts';
import {machineOf, machinePath, nonceHeader, writableMachineOf} from './find-machine.ts';
import {machineFilter} from './machine-filter.ts';
import {machineText, summaryText, viewOf} from './machine-text.ts';
import {isOn} from './query.ts';
import {requestShapes} from './request-shapes.ts';
import type {Call, Route} from './route.ts';

/** What an answer carries only when the call took a lease. */
const nonceOf = (lease: LeaseRecord | undefined): JsonObject => (lease === undefined ? {} : {nonce: lease.nonce});

/** The calls that list, make, show, change and destroy machines. */
export const machineRoutes = (world: World): readonly Route[] => {
	const {store, driver, scheduler, speed, realism} = world;

	const list = (call: Call): Response => {
		const app = store.app(call.word('app'));
		const shown = store.machinesOf(app.name).filter(machineFilter(call.query));
		const textOf = isOn(call.query, 'summary') ? summaryText : machineText;
		return answerText(`[${shown.map(machine => textOf(world, machine, call)).join(',')}]`);
	};

	const create = async (call: Call): Promise<Response> => {
		const body = await call.body(requestShapes.createMachine);
		const app = store.app(call.word('app'));
		const machine = createMachine(world, app.name, body);
		// Only a host that answers takes a new machine.
		const view = {...viewOf(world, machine, call), isHostUnreachable: false};
		return answer({...machineOnWire(machine, view), ...nonceOf(machine.lease)});
	};

	/** A new machine is not yet known everywhere. */
	const isHidden = ({createdAtMs}: MachineRecord): boolean => scheduler.now() - createdAtMs < realism.hiddenMs / speed;

	const show = (call: Call): Response => {
		const machine = machineOf(world, call);
		if (isHidden(machine)) {
			throw refusal('not_found', 'machine not found');
		}

		return answerText(machineText(world, machine, call));
	};

	const update = async (call: Call): Promise<Response> => {
		const body = await call.body(requestShapes.updateMachine);
		const machine = writableMachineOf(world, call);
		const expected = textAt(body, 'current_version');
		if (expected !== undefined && expected !== machine.instanceId) {
			throw refusal('failed_precondition', `machine version mismatch, expected ${expected}, currently ${machine.instanceId}`);
		}

		requireSecretsVersion(world, machine.app, body);
		const lease = askedLease(world, body, machine, call.header(nonceHeader));
		const config = acceptConfig(objectAt(body, 'config'));
		regionFor(machine.region, volumeToMount(world, config, {app: machine.app, machineId: machine.id}));
		const changed = driver.update(lease === undefined ? machine : {...machine, lease}, {
			config,
			skipLaunch: body.skip_launch === true,
			cordoned: machine.cordoned || body.skip_service_registration === true,
			skipsSecrets: body.skip_secrets === true,
		});
		return answer({...machineOnWire(changed, viewOf(world, changed, call)), ...nonceOf(lease)});
	};

	const remove = (call: Call): Response => {
		driver.destroy(writableMachineOf(world, call), {force: isOn(call.query, 'force') || isOn(call.query, 'kill')});
		return answer({ok: true});
	};

	const all = '/v1/apps/:app/machines';
	const limit = (action: string, by: 'app' | 'machine' = 'machine') => ({action, by});
	const onHost = true;
	return [
		{method: 'GET', path: all, operation: 'Machines_list', limit: limit('list-machines', 'app'), handle: list},
		{method: 'POST', path: all, operation: 'Machines_create', limit: limit('create-machine', 'app'), handle: create},
		{method: 'GET', path: machinePath, operation: 'Machines_show', limit: limit('get-machine'), handle: show},
		{method: 'POST', path: machinePath, operation: 'Machines_update', limit: limit('update-machine'), onHost, handle: update},
		{method: 'DELETE', path: machinePath, operation: 'Machines_delete', limit: limit('delete-machine'), onHost, handle: remove},
	];
};
