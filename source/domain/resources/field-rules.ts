import {ipTypes} from './ip-assignment.ts';

/** What is wanted in the place of a text, in a few words; undefined when the text is right. */
export type FieldRule = (text: string) => string | undefined;

const like =
	(pattern: RegExp, wanted: string): FieldRule =>
	text =>
		pattern.test(text) ? undefined : wanted;

/** The words that stand for an answer to a yes or no. */
export const yesOrNo: Readonly<Record<string, boolean>> = {yes: true, no: false};

/** What may be given for things that are no machines. The rule of app names is the API's own (reference of the Machines API, section 2.1). */
export const fieldRules = {
	appName: like(/^[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?$/, 'lowercase letters, digits and dashes, fewer than 63, no dash at an end'),
	volumeName: like(/^[a-z0-9_]{1,30}$/, 'lowercase letters, digits and underscores, at most 30'),
	secretName: like(/^[A-Za-z_][A-Za-z0-9_]{0,254}$/, 'letters, digits and underscores, no digit first'),
	hostName: like(
		/^(?=.{1,253}$)(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i,
		'a host name such as www.example.com',
	),
	region: like(/^(?:|[a-z]{3,8})$/, 'a code such as fra, or nothing'),
	size: like(/^[1-9]\d{0,4}$/, 'a whole number of GB, 1 or more'),
	yesOrNo: text => (Object.hasOwn(yesOrNo, text) ? undefined : 'yes or no'),
	ipType: text => (ipTypes.some(type => type === text) ? undefined : `one of ${ipTypes.join(', ')}`),
} as const satisfies Readonly<Record<string, FieldRule>>;

/** What the API makes where it is not told how large, in GB (reference of the Machines API, section 2.6). */
export const usualSizeGb = 3;
