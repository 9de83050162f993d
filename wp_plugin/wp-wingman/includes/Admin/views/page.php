<?php
/**
 * The settings page. Gets $view from Settings_Page.
 *
 * @package WP_Wingman
 */

use WP_Wingman\Admin\Page_Actions;
use WP_Wingman\Connection\Connection_Store;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/* translators: %s: length of time, for example "5 minutes". */
$wp_wingman_ago = static function ( int $at ): string {
	/* translators: %s: length of time, for example "5 minutes". */
	return $at > 0 ? sprintf( __( '%s ago', 'wp-wingman' ), human_time_diff( $at ) ) : __( 'not yet', 'wp-wingman' );
};
?>
<div class="wrap wp-wingman">
	<h1><?php esc_html_e( 'WP Wingman', 'wp-wingman' ); ?></h1>

	<?php if ( $view['message'] ) : ?>
		<div class="notice notice-<?php echo esc_attr( $view['message']['kind'] ); ?>" role="<?php echo 'error' === $view['message']['kind'] ? 'alert' : 'status'; ?>">
			<p><?php echo esc_html( $view['message']['text'] ); ?></p>
		</div>
	<?php endif; ?>

	<?php if ( Connection_Store::MOVED === $view['state'] ) : ?>
		<div class="notice notice-warning inline">
			<p><strong><?php esc_html_e( 'Paused: this looks like a copy of another site.', 'wp-wingman' ); ?></strong></p>
			<p>
				<?php
				/* translators: 1: address at pairing, 2: address now. */
				echo esc_html( sprintf( __( 'The connection was made for %1$s, but this site is %2$s. Until you decide, nothing is sent and no command is accepted.', 'wp-wingman' ), $view['connection']->home_url, $view['home_url'] ) );
				?>
			</p>
			<p><?php esc_html_e( 'If this is a copy, disconnect it here; the original stays connected. If the site has moved for good, connect it again with a new code from the dashboard.', 'wp-wingman' ); ?></p>
		</div>
	<?php elseif ( Connection_Store::UNREADABLE === $view['state'] ) : ?>
		<div class="notice notice-warning inline">
			<p><strong><?php esc_html_e( 'Paused: the secret key of this site can no longer be read.', 'wp-wingman' ); ?></strong></p>
			<p><?php esc_html_e( 'The security keys in wp-config.php have been changed since this site was connected. Connect it again with a new code from the dashboard.', 'wp-wingman' ); ?></p>
		</div>
	<?php endif; ?>

	<?php if ( $view['is_cron_late'] ) : ?>
		<div class="notice notice-warning inline">
			<p><strong><?php esc_html_e( 'Scheduled tasks of this site are not running.', 'wp-wingman' ); ?></strong></p>
			<p><?php esc_html_e( 'Reports are sent by WP-Cron, which has not run for half an hour. It runs when somebody visits the site. On a quiet site, or where DISABLE_WP_CRON is set, ask your host to call wp-cron.php every five minutes.', 'wp-wingman' ); ?></p>
		</div>
	<?php endif; ?>

	<?php if ( Connection_Store::CONNECTED === $view['state'] ) : ?>
		<h2><?php esc_html_e( 'Connection', 'wp-wingman' ); ?></h2>
		<table class="form-table" role="presentation">
			<tr>
				<th scope="row"><?php esc_html_e( 'State', 'wp-wingman' ); ?></th>
				<td>
					<?php if ( $view['awaits_proof'] ) : ?>
						<span class="dashicons dashicons-clock" aria-hidden="true"></span> <strong><?php esc_html_e( 'Almost there', 'wp-wingman' ); ?></strong>
						<p class="description"><?php esc_html_e( 'The keys are exchanged. The dashboard is now checking that this site answers at its own address; that takes a few seconds. If it stays like this, see the message on the site\'s page in the dashboard.', 'wp-wingman' ); ?></p>
					<?php else : ?>
						<span class="dashicons dashicons-yes-alt" aria-hidden="true"></span> <strong><?php esc_html_e( 'Connected', 'wp-wingman' ); ?></strong>
					<?php endif; ?>
				</td>
			</tr>
			<tr>
				<th scope="row"><?php esc_html_e( 'Agency', 'wp-wingman' ); ?></th>
				<td><?php echo esc_html( '' === $view['connection']->agency_name ? $view['connection']->audience : $view['connection']->agency_name . ' (' . $view['connection']->audience . ')' ); ?></td>
			</tr>
			<?php if ( '' !== $view['connection']->client_name ) : ?>
				<tr>
					<th scope="row"><?php esc_html_e( 'Client', 'wp-wingman' ); ?></th>
					<td><?php echo esc_html( $view['connection']->client_name ); ?></td>
				</tr>
			<?php endif; ?>
			<tr>
				<th scope="row"><?php esc_html_e( 'Last contact', 'wp-wingman' ); ?></th>
				<td>
					<?php echo esc_html( $wp_wingman_ago( $view['last_contact'] ) ); ?>
					<?php if ( is_array( $view['last_error'] ) ) : ?>
						<p class="description">
							<?php
							/* translators: 1: length of time, 2: technical reason. */
							echo esc_html( sprintf( __( 'The last try failed %1$s: %2$s', 'wp-wingman' ), $wp_wingman_ago( (int) $view['last_error']['at'] ), $view['last_error']['message'] . ' (' . $view['last_error']['code'] . ')' ) );
							?>
						</p>
					<?php endif; ?>
				</td>
			</tr>
			<?php if ( ! $view['has_loader'] ) : ?>
				<tr>
					<th scope="row"><?php esc_html_e( 'Safety loader', 'wp-wingman' ); ?></th>
					<td><?php esc_html_e( 'Not installed, because the folder mu-plugins cannot be written. Everything works, but if another plugin breaks this site, the agency cannot reach it.', 'wp-wingman' ); ?></td>
				</tr>
			<?php endif; ?>
			<?php if ( $view['keys'] ) : ?>
				<tr>
					<th scope="row"><?php esc_html_e( 'Keys', 'wp-wingman' ); ?></th>
					<td>
						<p>
							<?php
							/* translators: 1: fingerprint of a key, 2: date. */
							echo esc_html( sprintf( __( 'Key of this site: %1$s, since %2$s', 'wp-wingman' ), $view['keys']['fingerprint'], wp_date( (string) get_option( 'date_format' ), $view['keys']['since'] ) ) );
							?>
						</p>
						<p>
							<?php
							/* translators: %s: first characters of a key. */
							echo esc_html( sprintf( __( 'Name of this site at the agency: %s…', 'wp-wingman' ), $view['keys']['site_key'] ) );
							?>
						</p>
						<?php if ( '' !== $view['keys']['root'] ) : ?>
							<p>
								<?php
								/* translators: 1: fingerprint of a key, 2: number. */
								echo esc_html( sprintf( __( 'Root key of the agency: %1$s, list of keys number %2$d', 'wp-wingman' ), $view['keys']['root'], $view['keys']['list_version'] ) );
								?>
							</p>
						<?php endif; ?>
						<p class="description"><?php esc_html_e( 'The dashboard shows the same words on the page of this site. The keys are renewed by themselves; nothing here is secret.', 'wp-wingman' ); ?></p>
					</td>
				</tr>
			<?php endif; ?>
		</table>
		<form method="post" action="<?php echo esc_url( $view['actions'] ); ?>">
			<input type="hidden" name="action" value="<?php echo esc_attr( Page_Actions::SEND ); ?>">
			<?php wp_nonce_field( Page_Actions::SEND ); ?>
			<?php submit_button( __( 'Send report now', 'wp-wingman' ), 'secondary', 'wp-wingman-send', false ); ?>
		</form>

		<h2><?php esc_html_e( 'What the agency may do', 'wp-wingman' ); ?></h2>
		<p><?php esc_html_e( 'You decide. The agency cannot switch anything on here.', 'wp-wingman' ); ?></p>
		<form method="post" action="<?php echo esc_url( $view['actions'] ); ?>">
			<input type="hidden" name="action" value="<?php echo esc_attr( Page_Actions::CAPABILITIES ); ?>">
			<?php wp_nonce_field( Page_Actions::CAPABILITIES ); ?>
			<fieldset>
				<legend class="screen-reader-text"><?php esc_html_e( 'What the agency may do', 'wp-wingman' ); ?></legend>
				<?php foreach ( $view['switches'] as $wp_wingman_switch ) : ?>
					<p>
						<label>
							<input type="checkbox" name="capabilities[]" value="<?php echo esc_attr( $wp_wingman_switch['name'] ); ?>" aria-describedby="wp-wingman-<?php echo esc_attr( $wp_wingman_switch['name'] ); ?>" <?php checked( $wp_wingman_switch['is_on'] ); ?>>
							<strong><?php echo esc_html( $wp_wingman_switch['label'] ); ?></strong>
						</label>
						<br><span class="description" id="wp-wingman-<?php echo esc_attr( $wp_wingman_switch['name'] ); ?>"><?php echo esc_html( $wp_wingman_switch['help'] ); ?></span>
					</p>
				<?php endforeach; ?>
			</fieldset>
			<?php submit_button( __( 'Save', 'wp-wingman' ), 'primary', 'wp-wingman-save' ); ?>
		</form>
	<?php endif; ?>

	<?php if ( Connection_Store::CONNECTED !== $view['state'] ) : ?>
		<h2><?php esc_html_e( 'Connect this site', 'wp-wingman' ); ?></h2>
		<p><?php esc_html_e( 'In the dashboard of your agency, open the site and choose Connect. Copy the connection string and paste it here. It works once and for 15 minutes.', 'wp-wingman' ); ?></p>
		<p><?php esc_html_e( 'From then on this site reports its versions, updates and health to that dashboard every hour. Nothing is sent before you connect.', 'wp-wingman' ); ?></p>
		<form method="post" action="<?php echo esc_url( $view['actions'] ); ?>">
			<input type="hidden" name="action" value="<?php echo esc_attr( Page_Actions::PAIR ); ?>">
			<?php wp_nonce_field( Page_Actions::PAIR ); ?>
			<table class="form-table" role="presentation">
				<tr>
					<th scope="row"><label for="wp-wingman-connection-string"><?php esc_html_e( 'Connection string or code', 'wp-wingman' ); ?></label></th>
					<td><input type="text" class="large-text code" id="wp-wingman-connection-string" name="connection_string" required autocomplete="off" spellcheck="false"></td>
				</tr>
				<tr>
					<th scope="row"><label for="wp-wingman-address"><?php esc_html_e( 'Address of the dashboard', 'wp-wingman' ); ?></label></th>
					<td>
						<input type="url" class="regular-text code" id="wp-wingman-address" name="address" placeholder="https://" aria-describedby="wp-wingman-address-help" autocomplete="off">
						<p class="description" id="wp-wingman-address-help"><?php esc_html_e( 'Only needed when you typed a code without an address.', 'wp-wingman' ); ?></p>
					</td>
				</tr>
			</table>
			<?php submit_button( __( 'Connect', 'wp-wingman' ), 'primary', 'wp-wingman-connect' ); ?>
		</form>
	<?php endif; ?>

	<?php if ( Connection_Store::NONE !== $view['state'] ) : ?>
		<h2><?php esc_html_e( 'Disconnect', 'wp-wingman' ); ?></h2>
		<p id="wp-wingman-disconnect-help"><?php esc_html_e( 'Deletes the keys on this site. It stops reporting at once; connecting again needs a new code.', 'wp-wingman' ); ?></p>
		<form method="post" action="<?php echo esc_url( $view['actions'] ); ?>">
			<input type="hidden" name="action" value="<?php echo esc_attr( Page_Actions::DISCONNECT ); ?>">
			<?php wp_nonce_field( Page_Actions::DISCONNECT ); ?>
			<?php submit_button( __( 'Disconnect this site', 'wp-wingman' ), 'delete', 'wp-wingman-disconnect', false, array( 'aria-describedby' => 'wp-wingman-disconnect-help' ) ); ?>
		</form>
	<?php endif; ?>
</div>
