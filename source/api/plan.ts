import type {Call, Client} from './client.ts';

type AnyCall = Call<NonNullable<unknown>>;

/** The first call that would be sent; undefined when none would. Nothing is sent, and what was asked never answers. */
export const plannedCall = (ask: (client: Client) => unknown): AnyCall | undefined => {
	const planned: AnyCall[] = [];
	ask({
		send(call) {
			planned.push(call);
			return new Promise(() => {});
		},
	});
	return planned[0];
};
