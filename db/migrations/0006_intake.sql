create schema intake;

-- Every event a channel delivered, as it came, before anything is done with it.
create table intake.inbound_event (
  id uuid primary key,
  channel text not null,
  -- the provider's own id plus the event kind: a repeated delivery has the same key
  event_key text not null,
  kind text not null,
  -- the provider's word for the content: text, image, audio, location, …
  type text not null,
  -- business number that received it / person that sent it (E.164 digits)
  line text not null,
  sender text not null,
  sent_at timestamptz not null,
  received_at timestamptz not null,
  -- JSON text as delivered; text, not jsonb, because jsonb refuses \u0000
  raw text not null,
  -- the provider's message id, and the message that an edit, deletion or reaction is about
  message_id text not null,
  refers_to text,
  -- what a person reads of it; control characters replaced
  text text,
  conversation_id uuid,
  handled_at timestamptz,
  unique (channel, event_key)
);
create index inbound_by_conversation on intake.inbound_event (conversation_id, sent_at);
create index inbound_unhandled on intake.inbound_event (received_at) where handled_at is null;
create index inbound_by_message on intake.inbound_event (channel, message_id);
create index inbound_by_sender on intake.inbound_event (channel, line, sender, sent_at desc);

-- One row a person on a line: locked while its events are absorbed; also the clock of the 24-hour window.
create table intake.sender (
  channel text not null,
  line text not null,
  sender text not null,
  name text,
  last_inbound_at timestamptz,
  primary key (channel, line, sender)
);

create table intake.conversation (
  id uuid primary key,
  channel text not null,
  line text not null,
  sender text not null,
  sender_name text,
  version integer not null,
  state text not null,
  customer text,
  order_id uuid,
  language text not null default 'en',
  opened_at timestamptz not null,
  last_message_at timestamptz not null,
  -- when the quiet window began and when it ends; null while nothing is pending
  quiet_from timestamptz,
  quiet_until timestamptz,
  questions_asked integer not null default 0,
  -- the question that waits for an answer: {asks: Ask[], askedAt}
  pending jsonb,
  -- the newest reading, for the desk: engines/reading Reading
  reading jsonb,
  closed_at timestamptz
);
create index conversation_open on intake.conversation (channel, line, sender) where closed_at is null;
create index conversation_recent on intake.conversation (opened_at desc);

-- What we said in a conversation, in order: questions are part of the event list from which a draft is rebuilt.
create table intake.outbound (
  id uuid primary key,
  conversation_id uuid not null references intake.conversation,
  kind text not null,
  -- template name and parameters, or the text
  body jsonb not null,
  text text not null,
  language text not null,
  state text not null,
  reference text not null unique,
  provider_id text,
  attempts integer not null default 0,
  error jsonb,
  created_at timestamptz not null,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz
);
create index outbound_by_conversation on intake.outbound (conversation_id, created_at);
create index outbound_by_provider on intake.outbound (provider_id);

create table intake.alias (
  id uuid primary key,
  -- customer | company
  scope text not null,
  scope_id text not null,
  key text not null,
  sku text not null,
  uom text,
  count_milli bigint not null default 1000,
  negative boolean not null default false,
  source text not null,
  example text not null,
  created_at timestamptz not null,
  created_by text not null,
  last_used_at timestamptz not null,
  unique (scope, scope_id, key, sku)
);
