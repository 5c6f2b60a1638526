import type {Context, Hono} from 'hono';
import {acceptConfig, requireStopRule} from '../fleet/accept-config.ts';
import {refusal} from '../fleet/fault.ts';
import {objectAt, textAt} from '../fleet/json-reader.ts';
import {requireLease} from '../fleet/lease.ts';
import {stopRuleOf} from '../fleet/machine-config.ts';
import type {MachineRecord} from '../fleet/machine-record.ts';
import {machineOnWire} from '../fleet/wire.ts';
import {requireMachine, type World} from '../host/world.ts';
import {answer, answerText} from './answer.ts';
import {createMachine} from './create-machine.ts';
import {machineFilter} from './machine-filter.ts';
import {machineText} from './machine-text.ts';
import {isOn} from './query.ts';
import {readBody, readOptionalBody} from './read-body.ts';
import {requestShapes} from './request-shapes.ts';

const withoutLease = {includeLeases: false, nowMs: 0};

export const nonceHeader = 'fly-machine-lease-nonce';

const queryOf = (context: Context): URLSearchParams => new URL(context.req.url).searchParams;

/** The calls on machines, but for wait and leases. */
export const registerMachineRoutes = (http: Hono, world: World): void => {
	const {store, driver, scheduler} = world;
	const machines = '/v1/apps/:app/machines';
	const one = `${machines}/:machine`;

	const find = (context: Context): MachineRecord =>
		requireMachine(world, context.req.param('app') ?? '', context.req.param('machine') ?? '');

	/** A machine that the caller may change now. */
	const findWritable = (context: Context): MachineRecord => {
		const machine = find(context);
		requireLease(machine, context.req.header(nonceHeader), scheduler.now());
		return machine;
	};

	const textOf = (machine: MachineRecord, query: URLSearchParams): string =>
		machineText(machine, {includeLeases: isOn(query, 'include_leases'), nowMs: scheduler.now()});

	http.get(machines, context => {
		const app = store.app(context.req.param('app'));
		const query = queryOf(context);
		const shown = store.machinesOf(app.name).filter(machineFilter(query));
		return answerText(`[${shown.map(machine => textOf(machine, query)).join(',')}]`);
	});

	http.post(machines, async context => {
		const body = await readBody(context.req.raw, requestShapes.createMachine);
		const app = store.app(context.req.param('app'));
		const machine = createMachine(world, app.name, body);
		const nonce = machine.lease === undefined ? {} : {nonce: machine.lease.nonce};
		return answer({...machineOnWire(machine, withoutLease), ...nonce});
	});

	http.get(one, context => answerText(textOf(find(context), queryOf(context))));

	http.post(one, async context => {
		const body = await readBody(context.req.raw, requestShapes.updateMachine);
		const machine = findWritable(context);
		const expected = textAt(body, 'current_version');
		if (expected !== undefined && expected !== machine.instanceId) {
			throw refusal('failed_precondition', `machine version mismatch, expected ${expected}, currently ${machine.instanceId}`);
		}

		const config = acceptConfig(objectAt(body, 'config'));
		const changed = driver.update(machine, {config, skipLaunch: body.skip_launch === true});
		return answer(machineOnWire(changed, withoutLease));
	});

	const remove = (context: Context): Response => {
		const query = queryOf(context);
		driver.destroy(findWritable(context), {force: isOn(query, 'force') || isOn(query, 'kill')});
		return answer({ok: true});
	};

	http.delete(one, remove);
	http.delete(`${one}/`, remove);

	http.post(`${one}/start`, context => {
		const machine = findWritable(context);
		driver.start(machine, 'user');
		return answer({previous_state: machine.state, migrated: false, new_host: ''});
	});

	http.post(`${one}/stop`, async context => {
		const body = await readOptionalBody(context.req.raw, requestShapes.stop);
		requireStopRule(body);
		const machine = findWritable(context);
		driver.stop(machine, stopRuleOf(machine.config, body), 'user');
		return answer({ok: true});
	});
};
