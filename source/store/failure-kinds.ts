import type {Failure, FailureKind} from './state.ts';

/** What a kind of failure means, in words. `app` is the app that was read; undefined for the list of all apps. */
type FailureRow = {
	/** The word of the header. */
	readonly label: (failure: Failure, app: string | undefined) => string;
	/** What happened, as the beginning of a sentence that ends in the cause. */
	readonly happened: (failure: Failure, app: string | undefined) => string;
	/** What to do about it, or what flydeck does, as a sentence. */
	readonly advice: string;
	/** True when what to do matters more than the cause. */
	readonly isAdviceFirst?: true;
	/** True when it says something of one app and nothing of the others. */
	readonly isOfOneApp?: true;
};

const thing = (app: string | undefined): string => (app === undefined ? 'the list of apps' : `app ${app}`);

const rows: Readonly<Record<FailureKind, FailureRow>> = {
	unauthorized: {
		label: () => 'TOKEN REFUSED',
		happened: () => 'Token refused (401)',
		advice: 'fly auth token shows a good one.',
		isAdviceFirst: true,
	},
	offline: {
		label: () => 'OFFLINE',
		happened: () => 'Offline',
		advice: 'flydeck keeps trying.',
	},
	server: {
		label: ({status}) => `SERVER ERROR ${status ?? ''}`.trim(),
		happened: ({status}) => `Server error ${status ?? ''}`.trim(),
		advice: 'flydeck keeps trying.',
	},
	malformed: {
		label: () => 'BAD ANSWER',
		happened: () => 'Bad answer',
		advice: 'flydeck keeps trying.',
	},
	limited: {
		label: () => 'LIMITED',
		happened: () => 'Too many requests (429)',
		advice: 'flydeck waits and tries again.',
	},
	refused: {
		label: ({status}) => `REFUSED ${status ?? ''}`.trim(),
		happened: ({status}, app) => `The API refused to list ${thing(app)} (${status})`,
		advice: 'flydeck keeps trying.',
	},
	forbidden: {
		label: () => 'NOT ALLOWED',
		happened: (_, app) => `This token may not read ${thing(app)} (403)`,
		advice: 'Another token may: fly auth token shows yours.',
		isOfOneApp: true,
	},
	'not-found': {
		label: (_, app) => (app === undefined ? 'NO SUCH ORGANIZATION' : 'NO SUCH APP'),
		happened: (_, app) => (app === undefined ? 'There is no such organization (404)' : `There is no app ${app} (404)`),
		advice: 'Check its name, and whose token this is.',
		isOfOneApp: true,
	},
};

/** The kinds of failure, the one that a person must know of first at the front. */
export const failureKinds = Object.keys(rows) as readonly FailureKind[];

export const isOfOneApp = (kind: FailureKind): boolean => rows[kind].isOfOneApp === true;

/** A failure in one to three capital words, for the header. */
export const failureLabel = (failure: Failure, app: string | undefined): string => rows[failure.kind].label(failure, app);

/** What to do about a failure, as a sentence. */
export const failureAdvice = ({kind}: Failure): string => rows[kind].advice;

/** A failure for the message line, which may have no room but for its first words: what decides comes first. */
export const failureNote = (failure: Failure, app: string | undefined): string => {
	const {happened, advice, isAdviceFirst} = rows[failure.kind];
	const cause = failure.cause.replace(/\.$/, '');
	const what = happened(failure, app);
	if (isAdviceFirst === true) {
		return `${what}. ${advice}${cause === '' ? '' : ` ${cause}.`}`;
	}

	return `${what}${cause === '' ? '' : `: ${cause}`}. ${advice}`;
};
