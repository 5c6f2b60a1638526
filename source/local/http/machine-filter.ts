import {stringMapAt} from '../fleet/machine-config.ts';
import type {MachineRecord, MachineState} from '../fleet/machine-record.ts';
import {isOn, listOf} from './query.ts';

const metadataPrefix = 'metadata.';

/** The state that a list shows: that of a summary hides what is in progress. */
export const shownState = (query: URLSearchParams, {state, restState}: Pick<MachineRecord, 'state' | 'restState'>): MachineState =>
	isOn(query, 'summary') ? restState : state;

/** Which machines a list is to show: by the `state` that it shows, `region`, `include_deleted` and `metadata.<key>`. Other query words mean nothing. */
export const machineFilter = (query: URLSearchParams): ((machine: MachineRecord) => boolean) => {
	const states = listOf(query, 'state');
	const regions = listOf(query, 'region');
	const metadata = [...query].filter(([word]) => word.startsWith(metadataPrefix));
	const includeDeleted = isOn(query, 'include_deleted');
	return machine =>
		(includeDeleted || machine.state !== 'destroyed') &&
		(states === undefined || states.includes(shownState(query, machine))) &&
		(regions === undefined || regions.includes(machine.region)) &&
		metadata.every(([word, value]) => stringMapAt(machine.config, 'metadata')[word.slice(metadataPrefix.length)] === value);
};
