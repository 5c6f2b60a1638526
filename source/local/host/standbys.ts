import {textsAt} from '../../domain/json-reader.ts';
import type {MachineRecord} from '../fleet/machine-record.ts';
import type {Driver} from './driver.ts';
import type {Hosts} from './hosts.ts';
import type {Store} from './store.ts';

const isReady = ({state, imageReady}: MachineRecord): boolean => state === 'stopped' || (state === 'created' && imageReady);

/** Starts the machines that stand by for one whose host stops answering. */
export const keepStandbys = ({store, driver, hosts}: {readonly store: Store; readonly driver: Driver; readonly hosts: Hosts}): void => {
	hosts.onFailure(failedId => {
		const failed = store.findMachine(failedId);
		const standbys = store.liveMachinesOf(failed?.app ?? '').filter(({config}) => textsAt(config, 'standbys').includes(failedId));
		for (const standby of standbys.filter(isReady)) {
			driver.start(standby, 'flyd');
		}
	});
};
