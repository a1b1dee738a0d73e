from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion
import django.utils.timezone
import uuid


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0010_joining_invitations"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blocked_by', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'blocked person',
                'verbose_name_plural': 'blocked persons',
                'constraints': [
                    models.UniqueConstraint(fields=('by', 'person'), name='person_blocked_once'),
                    models.CheckConstraint(condition=models.Q(('by', models.F('person')), _negated=True), name='nobody_blocks_themselves'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Conversation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('pair', models.CharField(editable=False, max_length=50, null=True, unique=True)),
                ('post', models.CharField(blank=True, max_length=150, verbose_name='post')),
                ('last_message_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last message')),
                ('about', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.page')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='conversations', to='people.organisation')),
            ],
            options={
                'verbose_name': 'conversation',
                'verbose_name_plural': 'conversations',
                'indexes': [
                    models.Index(fields=['-last_message_at', 'id'], name='conversation_newest_first'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=5000, verbose_name='message')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='sent')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='messages_sent', to=settings.AUTH_USER_MODEL)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='people.conversation')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages',
                'constraints': [
                    models.UniqueConstraint(fields=('by', 'key'), name='message_once_per_form'),
                    models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='message_has_words'),
                ],
                'indexes': [
                    models.Index(fields=['conversation', 'sent_at'], name='message_in_order'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('last_read_at', models.DateTimeField(blank=True, null=True, verbose_name='read until')),
                ('left_at', models.DateTimeField(blank=True, null=True, verbose_name='stopped')),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='people.conversation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'participant of a conversation',
                'verbose_name_plural': 'participants of conversations',
                'constraints': [
                    models.UniqueConstraint(fields=('conversation', 'person'), name='participant_once_in_a_conversation'),
                ],
            },
        ),
        migrations.DeleteModel("Letter"),
        migrations.AddField(
            model_name='organisation',
            name='about',
            field=models.TextField(blank=True, max_length=2000, verbose_name='about'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='area_km2',
            field=models.DecimalField(blank=True, decimal_places=1, max_digits=9, null=True, verbose_name='area in km²'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='region',
            field=models.CharField(blank=True, max_length=120, verbose_name='region'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('area_km2__isnull', True), ('area_km2__gt', 0), _connector='OR'), name='organisation_area_is_some'),
        ),
    ]
