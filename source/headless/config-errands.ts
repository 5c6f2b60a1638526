import type {Machine} from '../domain/machine.ts';
import {compareConfigs, listVersions} from './act-compare.ts';
import {type ConfigContext, changeConfig} from './act-config.ts';
import {cloneMachine, createMachine} from './act-create.ts';
import type {CarriedOut} from './carry-out.ts';
import {type ConfigWish, machinesOf} from './config-wish.ts';

const namesOf = (machines: readonly Machine[]): string => machines.map(({name, id}) => name || id).join(', ');

const wanted = ({kind}: ConfigWish, count: number): string =>
	count === 1 ? `flydeck ${kind} takes one machine` : `flydeck ${kind} takes two machines, or one and --version or --file`;

/** Does what is wanted about the config of a machine, of exactly as many as it takes: what differs is to be read before it is done. */
export const carryOutConfig = async (
	wish: ConfigWish,
	machines: readonly Machine[],
	apps: readonly string[],
	context: ConfigContext,
): Promise<CarriedOut> => {
	if (wish.kind === 'create') {
		return createMachine(wish, wish.file, apps, context);
	}

	const count = machinesOf(wish);
	const [machine] = machines;
	if (machine === undefined || machines.length !== count) {
		return {kind: 'wrong', why: `${wanted(wish, count)}, and these are ${machines.length}: ${namesOf(machines)}.`};
	}

	switch (wish.kind) {
		case 'edit':
		case 'back':
			return changeConfig(wish, machine, context);
		case 'compare':
			return compareConfigs(wish.source, machines, context);
		case 'versions':
			return listVersions(machine, context);
		case 'clone':
			return cloneMachine(wish, wish.file, machine, context);
	}
};
