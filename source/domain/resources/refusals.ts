import type {App} from './app.ts';
import type {ResourceOrder} from './orders.ts';
import type {Row} from './table.ts';
import {isLeaving} from './table-volumes.ts';
import {isOfKind} from './tables.ts';
import type {Volume} from './volume.ts';

const volumeRefusal = (order: ResourceOrder, {id, attachedMachineId, sizeGb, ...volume}: Volume): string | undefined => {
	if (isLeaving({id, attachedMachineId, sizeGb, ...volume})) {
		return `volume ${id} is ${volume.state}: it is on its way out`;
	}

	if (order.verb === 'delete-volume' && attachedMachineId !== undefined) {
		return `volume ${id} is attached to machine ${attachedMachineId}: delete that machine first`;
	}

	return order.verb === 'extend-volume' && sizeGb !== undefined && order.sizeGb <= sizeGb
		? `volume ${id} has ${sizeGb} GB: it can only grow`
		: undefined;
};

/** The machines that a person was not told of would die untold. */
const appRefusal = (told: number | undefined, {name, machineCount: count}: App): string | undefined =>
	count === told
		? undefined
		: `app ${name} has ${count ?? 'an unknown number of'} ${count === 1 ? 'machine' : 'machines'} now, not ${told ?? 'an unknown number'}`;

/** Why an order cannot reach something as it is now, as a sentence; undefined when it can. */
export const resourceRefusalOf = (order: ResourceOrder, row: Row): string | undefined => {
	if (isOfKind(row, 'volumes')) {
		return volumeRefusal(order, row.item);
	}

	return order.verb === 'delete-app' && isOfKind(row, 'apps') ? appRefusal(order.machineCount, row.item) : undefined;
};
