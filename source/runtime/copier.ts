import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import {blanksIn} from '../domain/curl-blanks.ts';
import {imageRefusal} from '../domain/image.ts';
import {printable} from '../domain/text.ts';
import {isOneCall} from '../domain/verbs.ts';
import type {Deed} from '../store/copying.ts';
import type {NoteTone} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {curlOf} from './curl.ts';
import {readPresentConfig} from './present-config.ts';

/** Hands a text to the clipboard; answers false when it is too long for that. */
export type ToClipboard = (text: string) => boolean;

export type CopierOptions = {readonly api: Api; readonly store: Store; readonly clock: Clock; readonly toClipboard: ToClipboard};

export type Copier = {
	readonly copy: (what: string, text: string) => void;
	/** Copies commands of the shell, each of which goes on only after the one before. */
	readonly copyCommands: (commands: readonly string[]) => void;
	/** Copies the commands of requests, none of which is sent. For an update, the config of the machine is read. Never throws. */
	readonly copyCurl: (deeds: readonly Deed[]) => Promise<void>;
	readonly stop: () => void;
};

/** How much of a text is told, in characters: no terminal says whether it took it, and from the notes it can be copied by hand. */
const toldLength = 2000;

/** What has to be filled in, in words. */
const blanksInWords = (command: string): string => {
	const blanks = blanksIn(command);
	return blanks.length === 0 ? '' : `, which needs ${blanks.map(name => `$${name}`).join(', ')}`;
};

/** Copies texts to the clipboard of the terminal, and tells what they are. */
export const createCopier = ({api, store, clock, toClipboard}: CopierOptions): Copier => {
	const stopping = new AbortController();
	const {signal} = stopping;
	const note = (tone: NoteTone, text: string): void => store.dispatch({type: 'noted', tone, text, atMs: clock.now()});

	const handOver = (what: string, text: string, needs: string): void => {
		const isCopied = toClipboard(text);
		note(
			isCopied ? 'ok' : 'warning',
			isCopied ? `Copied ${what}${needs}: ${printable(text, toldLength)}` : `Not copied: ${what} is too long for a terminal's clipboard.`,
		);
	};

	const copyCommands: Copier['copyCommands'] = commands => {
		// Joined so that a terminal which pastes without brackets runs none before enter.
		const text = commands.join(' &&\n');
		handOver(commands.length === 1 ? 'the command' : `${commands.length} commands`, text, blanksInWords(text));
	};

	/** A deed with the config that it takes; or why there is none, as a sentence. */
	const whole = async (deed: Deed): Promise<Deed | string> => {
		if (deed.type !== 'act' || isOneCall(deed.order)) {
			return deed;
		}

		const {target, order} = deed;
		const {image} = order;
		const present = await readPresentConfig(api, target, signal);
		if (!present.ok) {
			return present.why;
		}

		const refusal = image === undefined ? undefined : imageRefusal(present.config, image);
		const config = image === undefined ? present.config : {...present.config, image};
		return refusal === undefined
			? {type: 'give-config', given: {target, config, instanceId: present.instanceId}}
			: `${target.name || target.id} ${refusal}.`;
	};

	return {
		copy(what, text) {
			handOver(what, text, '');
		},
		copyCommands,
		async copyCurl(asked) {
			const deeds = await Promise.all(asked.map(whole));
			if (signal.aborted) {
				return;
			}

			const why = deeds.find(deed => typeof deed === 'string');
			if (why !== undefined) {
				note('warning', `Nothing was copied. ${why}`);
				return;
			}

			const commands = deeds.flatMap(deed => (typeof deed === 'string' ? [] : (curlOf(api, deed, store.getState()) ?? [])));
			copyCommands(commands);
		},
		stop() {
			stopping.abort();
		},
	};
};
