import {onTestFinished} from 'vitest';
import type {Api} from '../../source/api/api.ts';
import type {Clock} from '../../source/domain/clock.ts';
import {createRuntime} from '../../source/runtime/runtime.ts';
import {initialState} from '../../source/store/initial-state.ts';
import {createStore} from '../../source/store/store.ts';
import {App} from '../../source/ui/app.tsx';
import {createMemoryFiles} from './memory-files.ts';
import {renderOn} from './render.tsx';

type WatchOptions = {readonly api: Api; readonly clock: Clock; readonly host: string; readonly columns: number; readonly rows: number};

/** All of flydeck with its screen, in this process, at whatever API; the journal left out. */
export const watch = ({api, clock, host, columns, rows}: WatchOptions) => {
	const organization = 'personal';
	const store = createStore(initialState({isLocal: true, host, organization, apps: [], nowMs: clock.now()}), clock.now);
	const runtime = createRuntime({
		api,
		store,
		clock,
		random: () => 0.5,
		organization,
		apps: [],
		intervalMs: undefined,
		openJournal: undefined,
		openVault: undefined,
		openActionLog: undefined,
		saveFile: async path => path,
		toClipboard: () => true,
		files: createMemoryFiles(),
		ring() {},
	});
	const screen = renderOn(<App store={store} perform={() => {}} />, columns, rows);
	onTestFinished(() => runtime.stop());
	return {store, runtime, screen};
};

/** Lets everything that is on its way arrive, as long as something is. */
export const untilQuiet = async (isBusy: () => boolean = () => false): Promise<void> => {
	for (let calm = 0; calm < 20; calm = isBusy() ? 0 : calm + 1) {
		await new Promise<void>(resolve => setImmediate(resolve));
	}
};
