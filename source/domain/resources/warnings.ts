import type {ResourceOrder} from './orders.ts';

const machinesWords = (count: number | undefined): string => {
	switch (count) {
		case undefined:
			return 'The API does not say how many machines it has: all of them die with it, by force.';
		case 0:
			return 'It has no machines. Its volumes, secrets, addresses and certificates go with it.';
		default:
			return `Its ${count} ${count === 1 ? 'machine dies' : 'machines die'} with it, by force, with its volumes, secrets and addresses.`;
	}
};

/** What an order does that cannot be taken back, in words; undefined where nothing has to be said. */
export const resourceWarningOf = (order: ResourceOrder): string | undefined => {
	switch (order.verb) {
		case 'delete-app':
			return machinesWords(order.machineCount);
		case 'delete-volume':
			return 'What is on it is lost.';
		case 'extend-volume':
			return `It will have ${order.sizeGb} GB, and can never be made smaller again.`;
		case 'set-secret':
			return 'It is set already: its value is replaced. Machines get the new one when they are next created or updated.';
		case 'delete-secret':
			return 'Its value is lost. Machines lose it when they are next created or updated.';
		case 'delete-certificate':
			return 'Nobody reaches the app by this name over TLS any more.';
		case 'release-ip':
			return 'Nobody reaches the app by this address any more, and it may never be had again.';
		default:
			return undefined;
	}
};
