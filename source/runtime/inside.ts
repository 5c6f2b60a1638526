import type {Api} from '../api/api.ts';
import type {Effect} from '../commands/command.ts';
import type {Clock} from '../domain/clock.ts';
import type {Store} from '../store/store.ts';
import type {ActionRecorder} from './action-recorder.ts';
import {createExecRunner} from './exec-runner.ts';
import {createFileSaver, type SaveFile} from './file-saver.ts';
import {createLogFollower} from './log-follower.ts';
import type {MachineReader} from './machine-reader.ts';
import {createMetadataRunner} from './metadata-runner.ts';

/** What is asked of the inside of machines. */
export type InsideEffect = Extract<Effect, {readonly type: 'exec' | 'read-metadata' | 'change-metadata' | 'save-file'}>;

type InsideOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	readonly reader: MachineReader;
	/** Makes the poller read an app soon. */
	readonly refresh: (app: string) => void;
	readonly saveFile: SaveFile;
	readonly record: ActionRecorder['recordAct'];
};

export type Inside = {readonly start: () => void; readonly perform: (effect: InsideEffect) => Promise<unknown>; readonly stop: () => void};

/** The ways into machines, wired together: commands, logs and metadata. */
export const createInside = (options: InsideOptions): Inside => {
	const commands = createExecRunner(options);
	const logs = createLogFollower(options);
	const metadata = createMetadataRunner(options);
	const save = createFileSaver(options);
	return {
		start: logs.start,
		async perform(effect) {
			switch (effect.type) {
				case 'exec':
					return commands.run(effect.runId);
				case 'read-metadata':
					return metadata.read(effect.target);
				case 'change-metadata':
					return metadata.change(effect.target, effect.change);
				case 'save-file':
					return save(effect.path, effect.text, effect.what);
			}
		},
		stop() {
			commands.stop();
			logs.stop();
			metadata.stop();
		},
	};
};
