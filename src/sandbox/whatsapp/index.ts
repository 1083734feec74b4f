/** A stand-in for the WhatsApp Business Platform: people with phones on one side, the Graph API and signed webhooks on the other. */
export { startWhatsappSandbox, type WhatsappSandbox, type WhatsappSandboxOptions } from './sandbox.ts';
